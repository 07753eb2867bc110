import { ref } from 'vue'

/** What the page on screen is called; the frame writes it into the document's title and the phone's top line. */
export const pageTitle = ref('')
