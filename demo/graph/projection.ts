import { GraphRefusal } from "../answer";
import { badRequest } from "./query";

/** The properties of an entity: what there is, what comes unasked, and what no list may ask for. */
export type EntityShape = {
  typeName: string;
  properties: ReadonlySet<string>;
  defaults: readonly string[];
  singleOnly?: ReadonlySet<string>;
};

/** Decides which properties come back. @throws GraphRefusal for a property that the entity does not have */
export function choose(shape: EntityShape, select: readonly string[] | undefined): readonly string[] {
  for (const name of select ?? []) {
    if (shape.singleOnly?.has(name)) {
      throw new GraphRefusal(501, "NotImplemented", `Property '${name}' is not supported on a collection.`);
    }
    if (!shape.properties.has(name)) {
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${shape.typeName}'.`);
    }
  }
  return select ?? shape.defaults;
}

/** Keeps the chosen properties; one that is undefined stays away, one that is missing comes as null. */
export function project(entity: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of names) kept[name] = name in entity ? entity[name] : null;
  return kept;
}

export function contextOf(origin: string, set: string, select: readonly string[] | undefined): string {
  return `${origin}/v1.0/$metadata#${set}${select === undefined ? "" : `(${select.join(",")})`}`;
}
