import type { ConsumerKind, LicenceMetric } from "@/lib/db/generated/enums";

/** What a product's metric counts. Nothing else can be entered: what an import finds belongs to imported products alone. */
export const consumerKindOf = (metric: LicenceMetric): ConsumerKind => (metric === "user_cal" ? "person" : "device");
