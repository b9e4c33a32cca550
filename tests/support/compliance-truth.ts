import { type Target, TODAY, type World, type WorldLicence } from "./compliance-world";

export type ProductTruth = {
  id: number;
  status: string;
  available: number;
  consumption: number;
  balance: number;
  /** contacts and devices, as "contact 3" and "device 101", sorted */
  uncovered: string[];
};
export type LicenceTruth = { id: number; valid: number; consumption: number; balance: number; missingBase: number };

type Consumer = {
  key: string;
  deviceName: string | null;
  name: string;
  isOff: boolean;
  isGuest: boolean;
  day: number;
  id: number;
};

/** The rules once more: single units that change hands, and consumers who come one after the other and take one each. */
export function judgeWorld(world: World): { products: ProductTruth[]; licences: LicenceTruth[] } {
  const { units, missing, broken } = dealUnits(world.licences);
  const licences = new Map<number, LicenceTruth>();
  for (const { id } of world.licences) {
    const valid = units.get(id) ?? 0;
    licences.set(id, { id, valid, consumption: 0, balance: valid, missingBase: missing.get(id) ?? 0 });
  }
  const products = world.products.map((product): ProductTruth => {
    const linked = world.licences.filter((one) => one.productId === product.id);
    linked.sort((a, b) => (a.expiresOn ?? "9999").localeCompare(b.expiresOn ?? "9999") || a.id - b.id);
    const figures = linked.map((one) => licences.get(one.id) as LicenceTruth);
    const available = figures.reduce((sum, one) => sum + one.valid, 0);
    const consumers = consumersOf(world, product.id);
    const isUnlimited = product.isConcurrent && figures.some((one) => one.valid > 0);

    const waiting = new Map(consumers.map((one) => [one.key, one]));
    const take = (one: Consumer, licence: LicenceTruth) => {
      licence.consumption += 1;
      licence.balance -= 1;
      waiting.delete(one.key);
    };
    const rankOf = (one: Consumer) =>
      world.priorities.find((row) => row.productId === product.id && keyOf(row) === one.key)?.rank ??
      Number.POSITIVE_INFINITY;
    // First those who are bound to a licence, as far as its own units reach.
    const bound = world.assignments
      .filter((row) => row.productId === product.id && waiting.has(keyOf(row)))
      .map((row) => ({ ...row, consumer: waiting.get(keyOf(row)) as Consumer }))
      .sort((a, b) => compare(rankOf(a.consumer), rankOf(b.consumer)) || a.id - b.id);
    for (const { licenceId, consumer } of bound) {
      const licence = figures.find((one) => one.id === licenceId);
      if (licence && licence.balance > 0) take(consumer, licence);
    }
    // Then all others in their order, by the licence that ends next.
    const uncovered: string[] = [];
    const last = figures.at(-1);
    const queue = [...waiting.values()].sort((a, b) => compare(rankOf(a), rankOf(b)) || compareByOrder(a, b));
    for (const consumer of queue) {
      const licence = figures.find((one) => one.balance > 0) ?? (isUnlimited ? last : undefined);
      if (licence) take(consumer, licence);
      else uncovered.push(consumer.key);
    }
    if (last) last.balance -= uncovered.length;

    const hasValid = linked.some((one) => ownUnits(one) > 0 && !broken.has(one.id));
    let status = "fully_licensed";
    if (figures.some((one) => one.missingBase > 0)) status = "not_enough_base_licences";
    if (uncovered.length > 0) status = "not_enough_licences";
    if (isUnlimited) status = "concurrent_use";
    if (consumers.length === 0 && !hasValid) status = "clear";
    if (linked.some((one) => broken.has(one.id) || one.metric !== product.metric)) status = "calculation_error";
    if (product.isUnsynchronised) status = "cannot_be_synchronised";
    return {
      id: product.id,
      status,
      available,
      consumption: consumers.length,
      balance: available - consumers.length,
      uncovered: uncovered.sort(),
    };
  });
  return { products, licences: [...licences.values()] };
}

function ownUnits(licence: WorldLicence): number {
  if (licence.isImported) return licence.enabled + licence.warning;
  const isOver = licence.expiresOn !== null && licence.expiresOn < TODAY;
  return isOver ? 0 : licence.quantity;
}

/** Deals every licence its units, bases before upgrades, elder siblings first. `broken`: in a cycle or hanging on one. */
function dealUnits(licences: readonly WorldLicence[]) {
  const byId = new Map(licences.map((one) => [one.id, one]));
  const depthOf = (licence: WorldLicence): number => {
    let depth = 0;
    for (let one = licence; one.baseId !== null; one = byId.get(one.baseId) as WorldLicence) {
      depth += 1;
      if (depth > licences.length) return Number.POSITIVE_INFINITY;
    }
    return depth;
  };
  const units = new Map<number, number>();
  const missing = new Map<number, number>();
  const broken = new Set(licences.filter((one) => depthOf(one) === Number.POSITIVE_INFINITY).map((one) => one.id));
  const sound = licences.filter((one) => !broken.has(one.id));
  sound.sort((a, b) => depthOf(a) - depthOf(b) || a.id - b.id);
  for (const licence of sound) {
    const wanted = ownUnits(licence);
    units.set(licence.id, licence.baseId === null ? wanted : 0);
    for (let unit = 0; unit < wanted && licence.baseId !== null; unit += 1) {
      const left = units.get(licence.baseId) ?? 0;
      if (left > 0) {
        units.set(licence.baseId, left - 1);
        units.set(licence.id, (units.get(licence.id) ?? 0) + 1);
      } else missing.set(licence.id, (missing.get(licence.id) ?? 0) + 1);
    }
  }
  return { units, missing, broken };
}

const keyOf = ({ contactId, deviceId }: Pick<Target, "contactId" | "deviceId">) =>
  contactId === null ? `device ${deviceId}` : `contact ${contactId}`;
const compare = (a: number | string, b: number | string) => (a === b ? 0 : a < b ? -1 : 1);

function consumersOf(world: World, productId: number): Consumer[] {
  const isImported = world.products.find((one) => one.id === productId)?.isImported;
  const people = world.people.filter((one) => one.productId === productId && (one.isHeld || !isImported));
  return [
    ...people.map(({ contactId, day }) => {
      const contact = world.contacts.find((one) => one.id === contactId);
      if (!contact) throw new Error("a consumer without a contact");
      const { name, isGuest, isEnabled } = contact;
      return {
        key: `contact ${contactId}`,
        deviceName: null,
        name,
        isOff: isEnabled === false,
        isGuest,
        day,
        id: contactId,
      };
    }),
    ...world.devices
      .filter((one) => one.productId === productId)
      .map(({ id, name }) => ({
        key: `device ${id}`,
        deviceName: name,
        name,
        isOff: false,
        isGuest: false,
        day: 0,
        id,
      })),
  ];
}

function compareByOrder(a: Consumer, b: Consumer): number {
  if (a.deviceName !== null && b.deviceName !== null)
    return compare(a.deviceName.toLowerCase(), b.deviceName.toLowerCase());
  if (a.deviceName !== null || b.deviceName !== null) return a.deviceName === null ? -1 : 1;
  if (a.isOff !== b.isOff) return a.isOff ? 1 : -1;
  if (a.isGuest !== b.isGuest) return a.isGuest ? 1 : -1;
  return a.day - b.day || compare(a.name, b.name) || a.id - b.id;
}
