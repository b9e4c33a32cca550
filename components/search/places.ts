import { visiblePlaces } from "@/components/accounts/visible-places";
import { type NavigationKey, navigation } from "@/components/shell/navigation";
import { can, type Permission } from "@/lib/auth/permissions";

type Entry = { href: string; needs: Permission /** other words for it, of both languages */; words: string };

/** Other words for the places of the navigation, of both languages: people call things as the product does that they come from. */
const navigationWords: Record<NavigationKey, string> = {
  overview: "overview start home dashboard startseite übersicht",
  compliance: "compliance balance status shortage bilanz fehlbestand lizenzbilanz einhaltung",
  products: "products software folders tree produkte ordner baum",
  licences: "licences licenses subscriptions units skus lizenzen abonnements einheiten",
  contacts: "contacts people persons users members guests kontakte personen mitarbeiter gäste",
  monitor: "monitor runs log history errors läufe protokoll verlauf fehler",
  workers: "workers processes queue health prozesse warteschlange",
  audit: "audit log who changed trail prüfprotokoll änderungen wer",
  microsoft365:
    "microsoft 365 office o365 m365 portals tenants connections credentials portale mandanten verbindungen anmeldedaten",
  serverTasks: "server tasks schedules jobs serveraufgaben zeitpläne aufträge",
  users: "users accounts roles administrators viewers passwords benutzer konten rollen kennwort",
  apiTokens: "api tokens keys access schlüssel zugriff",
  prepareEntra:
    "help entra azure app registration permissions consent certificate hilfe anleitung berechtigungen zertifikat",
  restApi: "help rest api openapi reference documentation hilfe schnittstelle dokumentation",
};

const licences = "/licence-management/licences";
const serverTasks = "/system/server-tasks";

/** Places below those of the navigation. */
const settings = {
  seats: { href: `${licences}/seats`, needs: "read", words: "seat reconciliation compare sitze abgleich plätze" },
  channels: {
    ...{ href: `${licences}/channels`, needs: "licences:write" },
    words: "acquisition channels purchase beschaffungswege bezugswege kauf",
  },
  cleanUp: {
    ...{ href: `${licences}/clean-up`, needs: "licences:write" },
    words: "clean up orphans delete bereinigen aufräumen verwaist löschen",
  },
  catalogue: {
    ...{ href: "/settings/microsoft-365/catalogue", needs: "portals:read" },
    words: "sku catalog catalogue titles names part numbers katalog titel namen teilenummern",
  },
  importTask: {
    ...{ href: `${serverTasks}?task=import`, needs: "server-tasks:write" },
    words: "import schedule start condition interval import zeitplan startbedingung intervall",
  },
  recalculationTask: {
    ...{ href: `${serverTasks}?task=recalculation`, needs: "server-tasks:write" },
    words: "recalculation schedule start condition interval neuberechnung zeitplan startbedingung intervall",
  },
  catalogueTask: {
    ...{ href: `${serverTasks}?task=catalogue`, needs: "server-tasks:write" },
    words: "sku catalog catalogue refresh schedule katalog aktualisierung zeitplan",
  },
  retentionTask: {
    ...{ href: `${serverTasks}?task=retention`, needs: "server-tasks:write" },
    words: "retention keep delete old runs days aufbewahrung löschen alte läufe tage",
  },
} as const satisfies Record<string, Entry>;

/** Each leads to the page, form or dialog from which it is done: nothing happens by choosing it alone. */
const commands = {
  recalculateCompletely: {
    ...{ href: "/licence-management/compliance?open=recalculate-completely", needs: "runs:start" },
    words: "recalculate completely refresh import everything vollständig neu berechnen aktualisieren",
  },
  recalculate: {
    ...{ href: "/licence-management/compliance?open=recalculate", needs: "runs:start" },
    words: "recalculate refresh calculate neu berechnen aktualisieren",
  },
  startImport: {
    ...{ href: `${serverTasks}?open=import`, needs: "runs:start" },
    words: "start import now synchronise sync refresh import starten jetzt synchronisieren abgleichen",
  },
  addPortal: {
    ...{ href: "/settings/microsoft-365/new", needs: "portals:write" },
    words: "add new create connect portal tenant hinzufügen neu anlegen verbinden mandant",
  },
  addLicence: {
    ...{ href: `${licences}/new`, needs: "licences:write" },
    words: "add new create licence license hinzufügen neu anlegen lizenz",
  },
  importLicences: {
    ...{ href: `${licences}/import`, needs: "licences:write" },
    words: "import licences licenses csv file upload importieren lizenzen datei hochladen",
  },
  addProduct: {
    ...{ href: "/licence-management/products?open=add", needs: "products:write" },
    words: "add new create product software hinzufügen neu anlegen produkt",
  },
  addContact: {
    ...{ href: "/master-data/contacts?open=add", needs: "contacts:write" },
    words: "add new create contact person hinzufügen neu anlegen kontakt",
  },
  importContacts: {
    ...{ href: "/master-data/contacts/import", needs: "contacts:write" },
    words: "import contacts people csv file upload importieren kontakte personen datei hochladen",
  },
  addUser: {
    ...{ href: "/system/users?open=add", needs: "accounts:write" },
    words: "add new create user account hinzufügen neu anlegen benutzer konto",
  },
  addToken: {
    ...{ href: "/settings/api-tokens?open=add", needs: "read" },
    words: "add new create api token key hinzufügen neu anlegen schlüssel",
  },
} as const satisfies Record<string, Entry>;

type SettingKey = keyof typeof settings;
type CommandKey = keyof typeof commands;

/** What this person may go to and do. */
export type Reachable = {
  navigation: readonly NavigationKey[];
  settings: readonly SettingKey[];
  commands: readonly CommandKey[];
};

/** The keys of those that the role may use; the pages and their actions ask for themselves. */
function allowedOf<Key extends string>(account: { role: string }, entries: Record<Key, Entry>): Key[] {
  return (Object.keys(entries) as Key[]).filter((key) => can(account, entries[key].needs));
}

export function reachableFor(account: { role: string }): Reachable {
  return {
    navigation: visiblePlaces(account),
    settings: allowedOf(account, settings),
    commands: allowedOf(account, commands),
  };
}

/** A place or a command with its label in the person's language. */
export type Place = { key: string; href: string; label: string; words: string };

type Labels = {
  navigation: (key: NavigationKey) => string;
  settings: (key: SettingKey) => string;
  commands: (key: CommandKey) => string;
};

/** All that is reachable, in the order of the navigation; what lies below a place stands behind all of them. */
export function placesOf(reachable: Reachable, labelOf: Labels): { pages: Place[]; commands: Place[] } {
  const entries = navigation.flatMap((group) => group.entries.map(({ key, href }) => ({ key, href })));
  return {
    pages: [
      ...entries
        .filter(({ key }) => reachable.navigation.includes(key))
        .map(({ key, href }) => ({ key, href, label: labelOf.navigation(key), words: navigationWords[key] })),
      ...reachable.settings.map((key) => ({
        ...{ key, href: settings[key].href },
        ...{ label: labelOf.settings(key), words: settings[key].words },
      })),
    ],
    commands: reachable.commands.map((key) => ({
      ...{ key, href: commands[key].href },
      ...{ label: labelOf.commands(key), words: commands[key].words },
    })),
  };
}
