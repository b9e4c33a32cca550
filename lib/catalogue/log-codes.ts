/** Codes that a refresh of the catalogue writes to its log or ends with; keys of texts and remedies under `catalogueLog`. */
export const catalogueLogCodes = [
  "catalogue-source",
  "catalogue-refreshed",
  "catalogue-renamed",
  "catalogue-lines-skipped",
  // why the list could not be had
  "catalogue-unreachable",
  "catalogue-untrusted",
  "catalogue-timed-out",
  "catalogue-refused",
  "catalogue-redirected",
  // why what came is not the list
  "catalogue-too-large",
  "catalogue-is-html",
  "catalogue-not-csv",
  "catalogue-columns-missing",
  "catalogue-too-few",
] as const;
