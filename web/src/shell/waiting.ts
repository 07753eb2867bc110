import { ref } from 'vue';

/** How many things wait for the viewer; the workbench counts, the frame shows. */
export const waitingCount = ref(0);
