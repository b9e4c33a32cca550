import { z } from "zod";

/** What people write beside an imported licence. Imports know nothing of it. */
export type LicenceOverlay = {
  note: string;
  owner: string;
  costCentre: string;
  tags: string[];
  /** null: nothing was ever written */
  updatedAt: Date | null;
  updatedBy: string | null;
};

/** The price of one unit a month, from a day on. */
export type LicencePrice = {
  /** YYYY-MM-DD */
  startsOn: string;
  /** decimal, at most four places */
  amount: string;
  /** ISO 4217 */
  currency: string;
};

export const emptyOverlay: LicenceOverlay = {
  ...{ note: "", owner: "", costCentre: "", tags: [], updatedAt: null, updatedBy: null },
};

const MAX_TAGS = 20;
const MAX_TAG_LENGTH = 50;
const MAX_NOTE_LENGTH = 4_000;
const MAX_NAME_LENGTH = 200;

const line = (maximum: number) => z.string().trim().max(maximum).default("");
const licenceId = z.coerce.number().int().positive().max(2_147_483_647);

/** "Finance, EMEA ,finance" → Finance, EMEA: each once, whatever its case. */
export function readTags(text: string): string[] {
  const tags = new Map<string, string>();
  for (const tag of text.split(/[,;\n]/).map((each) => each.trim().replaceAll(/\s+/g, " "))) {
    if (tag !== "" && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return [...tags.values()];
}

export const overlaySchema = z.object({
  licenceId,
  note: line(MAX_NOTE_LENGTH),
  owner: line(MAX_NAME_LENGTH),
  costCentre: line(MAX_NAME_LENGTH),
  tags: z
    .string()
    .default("")
    .transform(readTags)
    .refine((tags) => tags.length <= MAX_TAGS && tags.every((tag) => tag.length <= MAX_TAG_LENGTH), "overlay-tags"),
  /** when what the form shows was written; "" for nothing: an edit that names another time is refused */
  updatedAt: z.union([z.literal(""), z.iso.datetime()]).default(""),
});

/**
 * An amount as people write it in either language, with a point: `1.234,50` and `1,234.50` are 1234.50. One separator before
 * three digits may be either kind: 1.000 is a thousand in one country and one in the other.
 * @returns "ambiguous" then; what is no amount stays as it is
 */
function readAmount(text: string): string {
  const plain = text.replaceAll(/[\s\u00a0\u202f'’]/g, "");
  const separators = plain.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return plain;
  const isGrouping = separators.length > 1 && separators.every((each) => each === last);
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) return "ambiguous";
  const [whole = "", fraction] = isGrouping
    ? [plain]
    : [plain.slice(0, plain.lastIndexOf(last)), plain.slice(plain.lastIndexOf(last) + 1)];
  const group = isGrouping ? last : last === "." ? "," : ".";
  const groups = whole.split(group);
  if (groups.slice(1).some((each) => each.length !== 3)) return plain;
  return fraction === undefined ? groups.join("") : `${groups.join("")}.${fraction}`;
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

export const priceSchema = z.object({
  licenceId,
  startsOn: z.iso.date("price-date"),
  amount: z
    .string()
    .trim()
    .transform(readAmount)
    .refine((amount) => amount !== "ambiguous", { message: "price-ambiguous", abort: true })
    .refine((amount) => /^\d{1,8}(\.\d{1,4})?$/.test(amount), "price-amount"),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => currencies.has(code), "price-currency"),
});

export const priceKeySchema = priceSchema.pick({ licenceId: true, startsOn: true });

export type OverlayInput = z.output<typeof overlaySchema>;
export type PriceInput = z.output<typeof priceSchema>;
export type PriceKey = z.output<typeof priceKeySchema>;

/** The newest price that has begun. @param today YYYY-MM-DD */
export function currentPrice(prices: readonly LicencePrice[], today: string): LicencePrice | null {
  return prices
    .filter(({ startsOn }) => startsOn <= today)
    .reduce<LicencePrice | null>((best, price) => (best && best.startsOn >= price.startsOn ? best : price), null);
}

export type MonthlyCost = { units: number; free: number; cost: number; freeCost: number; currency: string };

/**
 * What a licence costs in a month, and what of it pays for units that nobody holds.
 * @param seats usable units, and who holds them; null where nobody can
 */
export function monthlyCostOf(
  price: Pick<LicencePrice, "amount" | "currency">,
  seats: { units: number; holders: number | null },
): MonthlyCost {
  const free = seats.holders === null ? 0 : Math.max(0, seats.units - seats.holders);
  const { currency, amount } = price;
  return { units: seats.units, free, cost: times(amount, seats.units), freeCost: times(amount, free), currency };
}

/** In ten-thousandths, so that 0.1 stays 0.1. */
function times(amount: string, count: number): number {
  const [whole = "0", fraction = ""] = amount.split(".");
  const tenThousandths = BigInt(whole + fraction.padEnd(4, "0").slice(0, 4));
  return Number(tenThousandths * BigInt(count)) / 10_000;
}
