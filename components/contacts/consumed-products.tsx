import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ContactProduct } from "@/lib/contacts/queries";

/** Products whose consumers are entered by hand: this person is one, and a licence is there for it or not. */
export function ConsumedProducts({ products }: { products: readonly ContactProduct[] }) {
  const t = useTranslations("contacts.products");
  return (
    <Section title={t("section")} count={products.length}>
      {products.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {products.map(({ id, name, isCovered }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2 py-2 first:pt-0">
            <Link className="link min-w-0" href={`/licence-management/compliance?product=${id}`}>
              {name}
            </Link>
            <span className="ms-auto">
              <Coverage isCovered={isCovered} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Coverage({ isCovered }: Pick<ContactProduct, "isCovered">) {
  const t = useTranslations("contacts.products");
  if (isCovered === null) {
    return <StatusBadge tone="grey" isOutlined icon={<Clock aria-hidden />} label={t("notCalculated")} />;
  }
  return isCovered ? (
    <StatusBadge tone="green" icon={<CircleCheck aria-hidden />} label={t("covered")} />
  ) : (
    <StatusBadge tone="red" icon={<CircleAlert aria-hidden />} label={t("notCovered")} />
  );
}
