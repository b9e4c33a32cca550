/** Where the API begins. A change that breaks its callers gets another number. */
export const apiRoot = "/api/v1";
