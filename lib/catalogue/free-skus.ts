/**
 * SKUs that cost nothing and that nobody orders in a number: free editions, what people sign up for themselves, trials. Written
 * down one by one, because neither Graph nor Microsoft's list says it, and their units say nothing: Graph reports 10,000 or a
 * million for them, and a large company owns as many of what it pays for.
 *
 * Left out on purpose: what costs nothing but has to be ordered or is limited in number (resource accounts of Teams Phone, Teams
 * Rooms Basic, licences of schools), and Communications Credits, which stand for money that was paid in.
 */
const freePartNumbers: ReadonlySet<string> = new Set([
  // free editions
  "POWER_BI_STANDARD",
  "POWER_BI_STANDARD_FACULTY",
  "POWER_BI_STANDARD_STUDENT",
  "STREAM",
  "SMB_APPS",
  "WINDOWS_STORE",
  "WSFB_EDU_FACULTY",
  // comes with other licences by itself, or by a mail that somebody protected
  "POWERAPPS_PER_APP_IW",
  "RIGHTSMANAGEMENT_ADHOC",
  // what people sign up for themselves; IW is Microsoft's word for them, information workers
  "D365_SALES_PRO_IW",
  "DYN365_ENTERPRISE_P1_IW",
  "MICROSOFT_TEAMS_EXPLORATORY_DEPT",
  "MS_TEAMS_IW",
  "POWERAPPS_DEV",
  "POWERAPPS_INDIVIDUAL_USER",
  "POWER_BI_INDIVIDUAL_USER",
  "PROJECT_MADEIRA_PREVIEW_IW_SKU",
  "SPZA_IW",
  "TEAMS_EXPLORATORY",
  // trials whose part number does not say so
  "DYN365_AI_SERVICE_INSIGHTS",
  "DYN365_REGULATORY_SERVICE",
  "FORMS_PRO",
]);

/** Whole words of a part number: FLOW_FREE, CCIBOTS_PRIVPREV_VIRAL, Dynamics_365_Guides_vTrial, TEAMS_COMMERCIAL_TRIAL. */
const FREE_WORD = /(?:^|_)(?:FREE|VIRAL|V?TRIAL)(?:_|$)/;

/** Whether it is a free, viral or trial SKU. Told from its part number alone, in any spelling of upper and lower case. */
export function isFreeSku(partNumber: string): boolean {
  const name = partNumber.trim().toUpperCase();
  return freePartNumbers.has(name) || FREE_WORD.test(name);
}
