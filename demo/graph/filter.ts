import type { DemoAssignedLicense } from "../tenant/model";
import { badRequest, type GraphQuery } from "./query";

type Filterable = {
  assignedLicenses: DemoAssignedLicense[];
  accountEnabled?: boolean | null;
  userType?: string | null;
};
type Filter = { isAdvanced: boolean; isMatch: (item: Filterable) => boolean };

function parse(filter: string): Filter | undefined {
  const text = filter.trim();
  const count = text.match(/^assignedLicenses\/\$count (ne|eq) 0$/)?.[1];
  if (count !== undefined) {
    return { isAdvanced: true, isMatch: (item) => item.assignedLicenses.length > 0 === (count === "ne") };
  }
  const any = text.match(/^assignedLicenses\/any\((\w+):\s*\1\/skuId eq ([0-9a-f-]{36})\)$/i)?.[2];
  if (any !== undefined) {
    return {
      isAdvanced: false,
      isMatch: (item) => item.assignedLicenses.some(({ skuId }) => skuId === any.toLowerCase()),
    };
  }
  const enabled = text.match(/^accountEnabled eq (true|false)$/)?.[1];
  if (enabled !== undefined) return { isAdvanced: false, isMatch: (item) => String(item.accountEnabled) === enabled };
  const userType = text.match(/^userType eq '(Member|Guest)'$/)?.[1];
  if (userType !== undefined) return { isAdvanced: false, isMatch: (item) => item.userType === userType };
  return undefined;
}

/** Applies the few filters that the emulator knows. Without a filter the list itself comes back, not a copy. */
export function applyFilter<T extends Filterable>(items: readonly T[], query: GraphQuery): readonly T[] {
  if (query.filter === undefined) return items;
  const filter = parse(query.filter);
  if (filter === undefined || (filter.isAdvanced && !(query.isEventual && query.hasCount))) {
    throw badRequest("Unsupported or invalid query filter clause specified.", "Request_UnsupportedQuery");
  }
  return items.filter(filter.isMatch);
}
