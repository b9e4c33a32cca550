import { type EntraIds, entraIdFields, type GuideStep, readEntraIds } from "@/lib/portals/entra-links";
import { readScriptChoice, type ScriptChoice, scriptChoiceFields } from "@/lib/portals/entra-scripts";

export const guidePath = "/help/entra";

/** What the address of the guide says. */
export type GuideState = {
  ids: EntraIds;
  /** where the IDs come from; null: they were entered */
  portal: { id: string; name: string } | null;
  choice: ScriptChoice;
  /** entered, but no IDs */
  faults: readonly { field: "clientId" | "tenantId"; entered: string }[];
};

/** @param portal the one that the address names, if there is one: its IDs count */
export function readGuideState(
  params: Record<string, string | string[] | undefined>,
  portal: (EntraIds & { id: string; name: string }) | null,
): GuideState {
  const entered = readEntraIds(params);
  const faults = (["clientId", "tenantId"] as const).flatMap((field) => {
    const text = params[field];
    const isFault = !portal && typeof text === "string" && text.trim() !== "" && entered[field] === null;
    return isFault ? [{ field, entered: text.slice(0, 300) }] : [];
  });
  return {
    ids: portal ? { cloud: portal.cloud, clientId: portal.clientId, tenantId: portal.tenantId } : entered,
    portal: portal && { id: portal.id, name: portal.name },
    choice: readScriptChoice(params),
    faults,
  };
}

type Field = [name: string, value: string];

/** What brings the same IDs back. */
const idFields = ({ ids, portal }: GuideState): Field[] => (portal ? [["portal", portal.id]] : entraIdFields(ids));

/** What a form of the guide carries along, since it sends only its own fields. */
export const hiddenFields = {
  besideIds: ({ choice }: GuideState) => scriptChoiceFields(choice),
  besideOptions: (state: GuideState): Field[] => [
    ...idFields(state),
    ...(state.choice.shell === "powershell" ? [] : [["shell", state.choice.shell] as Field]),
  ],
};

/** The guide with another choice, at a step. */
export function choiceHref(state: GuideState, change: Partial<ScriptChoice>, step: GuideStep): string {
  const fields = [...idFields(state), ...scriptChoiceFields({ ...state.choice, ...change })];
  const search = new URLSearchParams(fields).toString();
  return `${guidePath}${search ? `?${search}` : ""}#${step}`;
}
