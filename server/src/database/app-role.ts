/** The role under which requests are served; migrations and seeds run as the owner. */
export const APP_ROLE = 'red_alliance_app'
