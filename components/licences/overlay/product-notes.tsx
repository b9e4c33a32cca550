import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import type { OverlayView } from "@/lib/licences/queries-overlay";
import { Cost } from "./cost";
import { OverlayFacts } from "./overlay-facts";

type Props = { overlays: readonly (OverlayView & { licenceName: string })[] };

/** What was written about the licences of a product; nothing where nothing was. */
export function ProductNotes({ overlays }: Props) {
  const t = useTranslations("overlay.product");
  if (overlays.length === 0) return null;
  return (
    <Section title={t("section")}>
      <ul className="flex flex-col gap-4">
        {overlays.map(({ licenceId, licenceName, overlay, monthly }) => (
          <li key={licenceId} className="flex flex-col gap-2">
            <Link
              className="link"
              href={`/licence-management/licences?licence=${licenceId}&tab=notes`}
              aria-label={t("open", { name: licenceName })}
            >
              {licenceName}
            </Link>
            {monthly && <Cost monthly={monthly} />}
            {overlay.updatedAt && <OverlayFacts overlay={overlay} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
