import { useTranslations } from "next-intl";
import { ProductStatus } from "@/components/products/product-status";
import { ComplianceStatus } from "@/lib/db/generated/enums";

/** Every status with its meaning and what to do about it. */
export function StatusMeanings() {
  const t = useTranslations("compliance");
  return (
    <>
      <p className="pb-3 text-muted">{t("legend.text")}</p>
      <dl className="flex flex-col divide-y divide-line">
        {Object.values(ComplianceStatus).map((status) => (
          <div key={status} className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[14rem_1fr]">
            <dt>
              <ProductStatus product={{ status, unsyncReason: null }} />
            </dt>
            <dd>
              {t(`status.${status}.text`)} <span className="text-muted">{t(`status.${status}.remedy`)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
