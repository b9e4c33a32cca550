import deAccounts from "../../messages/de/accounts.json";
import deApiTokens from "../../messages/de/api-tokens.json";
import deAudit from "../../messages/de/audit.json";
import deCatalogue from "../../messages/de/catalogue.json";
import deCatalogueLog from "../../messages/de/catalogue-log.json";
import deCommon from "../../messages/de/common.json";
import deCompliance from "../../messages/de/compliance.json";
import deConnectionTest from "../../messages/de/connection-test.json";
import deContacts from "../../messages/de/contacts.json";
import deDashboard from "../../messages/de/dashboard.json";
import deErrors from "../../messages/de/errors.json";
import deExclusions from "../../messages/de/exclusions.json";
import deExport from "../../messages/de/export.json";
import deFailure from "../../messages/de/failure.json";
import deGraphErrors from "../../messages/de/graph-errors.json";
import deHealth from "../../messages/de/health.json";
import deHelp from "../../messages/de/help.json";
import deImport from "../../messages/de/import.json";
import deLicenceHistory from "../../messages/de/licence-history.json";
import deLicences from "../../messages/de/licences.json";
import deMonitor from "../../messages/de/monitor.json";
import deOverlay from "../../messages/de/overlay.json";
import dePortals from "../../messages/de/portals.json";
import deProducts from "../../messages/de/products.json";
import deReconciliation from "../../messages/de/reconciliation.json";
import deRestApi from "../../messages/de/rest-api.json";
import deSearch from "../../messages/de/search.json";
import deServerTasks from "../../messages/de/server-tasks.json";
import deShell from "../../messages/de/shell.json";
import deUi from "../../messages/de/ui.json";
import deViews from "../../messages/de/views.json";
import deWayOut from "../../messages/de/way-out.json";
import enAccounts from "../../messages/en/accounts.json";
import enApiTokens from "../../messages/en/api-tokens.json";
import enAudit from "../../messages/en/audit.json";
import enCatalogue from "../../messages/en/catalogue.json";
import enCatalogueLog from "../../messages/en/catalogue-log.json";
import enCommon from "../../messages/en/common.json";
import enCompliance from "../../messages/en/compliance.json";
import enConnectionTest from "../../messages/en/connection-test.json";
import enContacts from "../../messages/en/contacts.json";
import enDashboard from "../../messages/en/dashboard.json";
import enErrors from "../../messages/en/errors.json";
import enExclusions from "../../messages/en/exclusions.json";
import enExport from "../../messages/en/export.json";
import enFailure from "../../messages/en/failure.json";
import enGraphErrors from "../../messages/en/graph-errors.json";
import enHealth from "../../messages/en/health.json";
import enHelp from "../../messages/en/help.json";
import enImport from "../../messages/en/import.json";
import enLicenceHistory from "../../messages/en/licence-history.json";
import enLicences from "../../messages/en/licences.json";
import enMonitor from "../../messages/en/monitor.json";
import enOverlay from "../../messages/en/overlay.json";
import enPortals from "../../messages/en/portals.json";
import enProducts from "../../messages/en/products.json";
import enReconciliation from "../../messages/en/reconciliation.json";
import enRestApi from "../../messages/en/rest-api.json";
import enSearch from "../../messages/en/search.json";
import enServerTasks from "../../messages/en/server-tasks.json";
import enShell from "../../messages/en/shell.json";
import enUi from "../../messages/en/ui.json";
import enViews from "../../messages/en/views.json";
import enWayOut from "../../messages/en/way-out.json";
import type { LanguageTag, Locale } from "./locale-names";

const en = {
  accounts: enAccounts,
  apiTokens: enApiTokens,
  audit: enAudit,
  catalogue: enCatalogue,
  catalogueLog: enCatalogueLog,
  common: enCommon,
  compliance: enCompliance,
  // A browser that runs a test words what Graph and Entra answer.
  connectionTest: { ...enConnectionTest, errors: enGraphErrors },
  contacts: enContacts,
  dashboard: enDashboard,
  errors: enErrors,
  exclusions: enExclusions,
  export: enExport,
  failure: enFailure,
  graphErrors: enGraphErrors,
  health: enHealth,
  help: enHelp,
  import: enImport,
  licenceHistory: enLicenceHistory,
  licences: enLicences,
  monitor: enMonitor,
  overlay: enOverlay,
  portals: enPortals,
  products: enProducts,
  reconciliation: enReconciliation,
  restApi: enRestApi,
  search: enSearch,
  serverTasks: enServerTasks,
  shell: enShell,
  ui: enUi,
  views: enViews,
  wayOut: enWayOut,
};

/** English is the shape; a key that German lacks fails the type check here. */
export type Messages = typeof en;

declare module "next-intl" {
  interface AppConfig {
    Messages: Messages;
    Locale: LanguageTag;
  }
}

const de: Messages = {
  accounts: deAccounts,
  apiTokens: deApiTokens,
  audit: deAudit,
  catalogue: deCatalogue,
  catalogueLog: deCatalogueLog,
  common: deCommon,
  compliance: deCompliance,
  connectionTest: { ...deConnectionTest, errors: deGraphErrors },
  contacts: deContacts,
  dashboard: deDashboard,
  errors: deErrors,
  exclusions: deExclusions,
  export: deExport,
  failure: deFailure,
  graphErrors: deGraphErrors,
  health: deHealth,
  help: deHelp,
  import: deImport,
  licenceHistory: deLicenceHistory,
  licences: deLicences,
  monitor: deMonitor,
  overlay: deOverlay,
  portals: dePortals,
  products: deProducts,
  reconciliation: deReconciliation,
  restApi: deRestApi,
  search: deSearch,
  serverTasks: deServerTasks,
  shell: deShell,
  ui: deUi,
  views: deViews,
  wayOut: deWayOut,
};

export const messagesByLocale: Record<Locale, Messages> = { en, de };

export type Namespace = keyof Messages;

/** The part of the messages that client components of a page need: script and page stay small. */
export function pickMessages<N extends Namespace>(messages: Messages, namespaces: readonly N[]): Pick<Messages, N> {
  return Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]])) as Pick<Messages, N>;
}
