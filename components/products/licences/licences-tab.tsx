import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ProductDetails } from "@/lib/products/queries";
import type { LicenceActions } from "../actions";
import { LinkLicences } from "./link-licences";
import { UnlinkLicence } from "./unlink-licence";

type Props = { product: ProductDetails /** null: imported, or may only look */; actions: LicenceActions | null };

export function LicencesTab({ product, actions }: Props) {
  const t = useTranslations("products");
  const { id, name, origin, licences } = product;
  return (
    <div className="flex flex-col gap-3">
      {origin === "portal" && <MessageBar tone="info">{t("readOnly.licences")}</MessageBar>}
      {actions && (
        <div className="flex flex-wrap gap-2">
          <LinkLicences
            product={{ id, name }}
            actions={{ findLicences: actions.findLicences, linkLicences: actions.linkLicences }}
          />
          <ButtonLink href={`/licence-management/licences/new?product=${id}`} icon={<Plus aria-hidden />}>
            {t("licences.add")}
          </ButtonLink>
        </div>
      )}
      {licences.length === 0 && <p className="text-muted">{t("licences.none")}</p>}
      <ul aria-label={t("licences.section")} className="flex flex-col divide-y divide-line">
        {licences.map((licence) => (
          <li key={licence.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
            <Link className="link min-w-0 flex-1" href={`/licence-management/licences?licence=${licence.id}`}>
              {licence.name}
            </Link>
            <span className="tabular text-muted">{t("licences.units", { count: licence.units })}</span>
            {actions && licence.origin === "manual" && (
              <UnlinkLicence
                productId={id}
                licence={{ id: licence.id, name: licence.name, bound: licence.bound }}
                unlink={actions.unlinkLicence}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
