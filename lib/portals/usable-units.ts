import { FIGURE_MAX } from "@/lib/figure";

/**
 * A SKU's usable units as SQL: enabled and in grace. Microsoft's figures may each be as large as an int is, so that their sum is larger.
 * @param licence the alias of the table `licence`
 */
export const usableUnits = (licence: string) =>
  `least(${licence}.units_enabled::bigint + ${licence}.units_warning, ${FIGURE_MAX})::int`;
