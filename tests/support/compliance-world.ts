import fc from "fast-check";
import type { ClientBase } from "pg";

/** A small installation as plain rows. Ids are chosen here, so that nothing has to be read back. */
export type World = {
  products: { id: number; isImported: boolean; isConcurrent: boolean; isUnsynchronised: boolean; metric: Metric }[];
  licences: WorldLicence[];
  contacts: { id: number; name: string; isEnabled: boolean | null; isGuest: boolean }[];
  /** whoever holds the SKU of an imported product, or was entered in a manual one; `day`: since when */
  people: { productId: number; contactId: number; day: number; isHeld: boolean }[];
  devices: { id: number; productId: number; name: string }[];
  /** in the order of their ids */
  assignments: ({ id: number; licenceId: number } & Target)[];
  priorities: ({ id: number; rank: number } & Target)[];
};
export type Metric = "user_cal" | "device_cal";
export type Target = { productId: number; contactId: number | null; deviceId: number | null };
export type WorldLicence = {
  id: number;
  isImported: boolean;
  productId: number | null;
  baseId: number | null;
  enabled: number;
  warning: number;
  quantity: number;
  /** the last day, as ISO writes it */
  expiresOn: string | null;
  metric: Metric;
};

export const TODAY = "2026-03-02";
const days = [null, null, null, "2026-03-01", TODAY, "2026-03-03", "2026-12-31"];
const few = fc.nat(5);
const picks = fc.record({
  product: fc.nat(),
  licence: fc.nat(),
  target: fc.nat(),
  rank: fc.integer({ min: 1, max: 3 }),
});
const metric = fc.constantFrom<Metric>(...Array<Metric>(14).fill("user_cal"), "device_cal");

/** Draws shaped so that chains of three and more, shortages and ties are common, and cycles seen now and then. */
const draws = fc.record({
  products: fc.array(
    fc.record({
      isImported: fc.boolean(),
      isConcurrent: fc.constantFrom(true, false, false, false, false),
      isUnsynchronised: fc.constantFrom(true, ...Array<boolean>(9).fill(false)),
      metric,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  licences: fc.array(
    fc.record({
      isImported: fc.constantFrom(true, false, false),
      product: fc.option(fc.nat(), { freq: 6 }),
      base: fc.option(fc.nat(2), { freq: 3 }),
      enabled: fc.nat(4),
      warning: fc.constantFrom(0, 0, 1),
      quantity: few,
      expiresOn: fc.constantFrom(...days),
      metric,
    }),
    { maxLength: 9, size: "max" },
  ),
  isLooped: fc.constantFrom(true, false, false, false, false, false),
  contacts: fc.array(
    fc.record({
      name: fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 2 }),
      isEnabled: fc.constantFrom(true, false, null),
      isGuest: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7, size: "max" },
  ),
  people: fc.array(
    fc.record({ product: fc.nat(), contact: fc.nat(), day: fc.integer({ min: 1, max: 3 }), isHeld: fc.boolean() }),
    {
      maxLength: 20,
      size: "max",
    },
  ),
  devices: fc.array(fc.record({ product: fc.nat(), name: fc.constantFrom("a", "B", "c", "D") }), {
    maxLength: 6,
    size: "max",
  }),
  assignments: fc.array(picks, { maxLength: 8, size: "max" }),
  priorities: fc.array(picks, { maxLength: 10, size: "max" }),
  /** ids run against the order in which things were drawn */
  isReversed: fc.boolean(),
});

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
function unique<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(list.map((one) => [keyOf(one), one])).values()];
}

export const worlds: fc.Arbitrary<World> = draws.map((draw) => {
  const numbered = <T extends object>(list: readonly T[]) =>
    list.map((one, at) => ({ ...one, id: draw.isReversed ? list.length - at : at + 1 }));
  const products = numbered(draw.products);
  const contacts = numbered(draw.contacts);
  const drawn = numbered(draw.licences);
  const baseOf = (at: number, back: number | null) => {
    if (back === null || drawn[at]?.isImported) return null;
    // Of a loop the last is the base of the first; else a base was drawn before its upgrades.
    if (at === 0) return draw.isLooped ? (drawn.at(-1)?.id ?? null) : null;
    return drawn[Math.max(0, at - 1 - back)]?.id ?? null;
  };
  const licences = drawn.map(({ product, base, ...one }, at) => ({
    ...one,
    baseId: baseOf(at, base),
    productId: product === null ? null : pick(products, product).id,
    expiresOn: one.isImported ? null : one.expiresOn,
  }));
  const people = unique(
    draw.people.map(({ product, contact, ...one }) => ({
      ...one,
      productId: pick(products, product).id,
      contactId: pick(contacts, contact).id,
    })),
    (one) => `${one.productId} ${one.contactId}`,
  );
  const manual = products.filter((one) => !one.isImported);
  const devices =
    manual.length === 0
      ? []
      : numbered(
          unique(
            draw.devices.map(({ product, name }) => ({ productId: pick(manual, product).id, name })),
            (one) => `${one.productId} ${one.name}`,
          ),
        ).map((one) => ({ ...one, id: one.id + 100 }));
  const targetOf = ({ product, target }: { product: number; target: number }): Target => {
    // Mostly consumers; now and then somebody who is none.
    const all: Target[] = [
      ...people.map((one) => ({ productId: one.productId, contactId: one.contactId, deviceId: null })),
      ...devices.map((one) => ({ productId: one.productId, contactId: null, deviceId: one.id })),
      { productId: pick(products, product).id, contactId: pick(contacts, target).id, deviceId: null },
    ];
    return pick(all, target);
  };
  const keyOf = (one: Target) => `${one.productId} ${one.contactId} ${one.deviceId}`;
  const priorities = unique(
    draw.priorities.map((one) => ({ rank: one.rank, ...targetOf(one) })),
    keyOf,
  );
  const assignments =
    licences.length === 0
      ? []
      : unique(
          draw.assignments.map((one) => {
            const target = targetOf(one);
            // Mostly a licence of the same product; now and then any.
            const own = licences.filter((licence) => licence.productId === target.productId);
            return { ...target, licenceId: pick(own.length > 0 && one.rank < 3 ? own : licences, one.licence).id };
          }),
          keyOf,
        );
  return {
    products,
    licences,
    contacts,
    people,
    devices,
    assignments: numbered(assignments),
    priorities: numbered(priorities),
  };
});

const PORTAL = "00000000-0000-4000-8000-000000000001";
const skuOf = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`;

/** Writes a world into empty tables. */
export async function insertWorld(client: ClientBase, world: World): Promise<void> {
  const insert = (table: string, rows: readonly object[]) =>
    client.query(
      rows.length === 0
        ? "select"
        : `insert into ${table} (${Object.keys(rows[0] ?? {}).join()})
           select ${Object.keys(rows[0] ?? {}).join()} from jsonb_populate_recordset(null::${table}, $1)`,
      rows.length === 0 ? [] : [JSON.stringify(rows)],
    );
  await insert("portal", [{ id: PORTAL, name: "p", tenant_id: skuOf(1), client_id: skuOf(2), updated_at: TODAY }]);
  await insert("folder", [{ id: 1, name: "f" }]);
  await insert(
    "product",
    world.products.map((one) => ({
      id: one.id,
      origin: one.isImported ? "portal" : "manual",
      name: `product ${one.id}`,
      folder_id: 1,
      metric: one.metric,
      is_concurrent: one.isConcurrent,
      portal_id: one.isImported ? PORTAL : null,
      sku_id: one.isImported ? skuOf(one.id) : null,
      unsync_reason: one.isUnsynchronised ? "excluded" : null,
      unsync_since: one.isUnsynchronised ? TODAY : null,
      updated_at: TODAY,
    })),
  );
  await insert(
    "licence",
    world.licences.map((one) => ({
      id: one.id,
      origin: one.isImported ? "portal" : "manual",
      name: `licence ${one.id}`,
      title: "x",
      metric: one.metric,
      portal_id: one.isImported ? PORTAL : null,
      sku_id: one.isImported ? skuOf(one.id + 100) : null,
      units_enabled: one.isImported ? one.enabled : 0,
      units_warning: one.isImported ? one.warning : 0,
      quantity: one.isImported ? null : one.quantity,
      expires_on: one.expiresOn,
      base_licence_id: one.baseId,
      kind: one.baseId === null ? "full_version" : "upgrade",
      updated_at: TODAY,
    })),
  );
  await insert(
    "product_licence",
    world.licences
      .filter((one) => one.productId !== null)
      .map((one) => ({ product_id: one.productId, licence_id: one.id })),
  );
  await insert(
    "contact",
    world.contacts.map((one) => ({
      id: one.id,
      origin: "manual",
      display_name: one.name,
      is_enabled: one.isEnabled,
      user_type: one.isGuest ? "Guest" : null,
      updated_at: TODAY,
    })),
  );
  const isImported = (productId: number) => world.products.find((one) => one.id === productId)?.isImported;
  const since = (day: number) => `2026-01-0${day}T00:00:00Z`;
  await insert(
    "assignment",
    world.people
      .filter((one) => isImported(one.productId))
      .map((one) => ({
        contact_id: one.contactId,
        sku_id: skuOf(one.productId),
        portal_id: PORTAL,
        is_held: one.isHeld,
        is_direct: true,
        first_seen_at: since(one.day),
      })),
  );
  // As an import leaves them.
  await client.query(
    "update assignment a set holder_name = c.sort_name, holder_class = c.sort_class from contact c where c.id = a.contact_id",
  );
  const entered = world.people.filter((one) => !isImported(one.productId));
  await insert("product_consumer", [
    ...entered.map((one, at) => ({
      id: at + 1,
      product_id: one.productId,
      kind: "person",
      contact_id: one.contactId,
      device_name: null,
      created_at: since(one.day),
    })),
    ...world.devices.map((one) => ({
      id: one.id,
      product_id: one.productId,
      kind: "device",
      contact_id: null,
      device_name: one.name,
      created_at: TODAY,
    })),
  ]);
  const target = (one: Target) => ({ product_id: one.productId, contact_id: one.contactId, consumer_id: one.deviceId });
  await insert(
    "consumer_assignment",
    world.assignments.map((one) => ({ id: one.id, licence_id: one.licenceId, ...target(one) })),
  );
  await insert(
    "consumer_priority",
    world.priorities.map((one) => ({ id: one.id, rank: one.rank, ...target(one) })),
  );
}
