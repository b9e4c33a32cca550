/** Where Microsoft offers "Product names and service plan identifiers for licensing". */
export const MICROSOFT_LIST_ADDRESS =
  "https://download.microsoft.com/download/e/3/e/e3e9faf2-f28b-490a-9ada-c6089a1fc5b0/Product%20names%20and%20service%20plan%20identifiers%20for%20licensing.csv";

/** Of Microsoft Learn, with a link to the file and the licence of its text. */
export const MICROSOFT_LIST_PAGE = "https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference";
