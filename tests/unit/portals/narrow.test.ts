import { expect, test } from "vitest";
import { parseListState } from "@/lib/paging/list-state";
import { narrowPortals, portalListOptions } from "@/lib/portals/narrow";

const portal = (name: string, level: "fine" | "warning" | "error" | null, organisationName: string | null = null) => ({
  ...{ id: name.toLowerCase(), name, organisationName, isEnabled: true, dataAsOf: null },
  validity: level && { daysLeft: 3, level },
});
const portals = [
  portal("Contoso", "fine", "Contoso AG"),
  portal("Fabrikam", "warning"),
  portal("Litware", "error", "Ärzte"),
  portal("New", null),
];

test.each([
  ["", ["Contoso", "Fabrikam", "Litware", "New"]],
  ["q=co", ["Contoso"]],
  ["q=ärz", ["Litware"]],
  ["attention=credentials", ["Fabrikam", "Litware"]],
  ["attention=imports", ["Contoso", "Litware"]],
  ["attention=imports&attention=credentials", ["Contoso", "Fabrikam", "Litware"]],
  ["attention=imports&q=lit", ["Litware"]],
  ["attention=nothing", ["Contoso", "Fabrikam", "Litware", "New"]],
])("of the portals %s leaves %j", (search, names) => {
  const state = parseListState(new URLSearchParams(search), portalListOptions);
  const stale = [{ id: "contoso" }, { id: "litware" }];
  expect(narrowPortals(portals, state, stale).map(({ name }) => name)).toEqual(names);
});
