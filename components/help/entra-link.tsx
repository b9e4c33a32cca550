import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { type EntraIds, type EntraPlace, entraHref, reachablePlace } from "@/lib/portals/entra-links";

/** To the page of the admin centre where a step is done; in a tab of its own, so that the guide stays beside it. */
export function EntraLink({ place, ids }: { place: EntraPlace; ids: EntraIds }) {
  const t = useTranslations("help");
  return (
    <a
      className="link inline-flex items-center gap-1 print:hidden"
      href={entraHref(place, ids)}
      target="_blank"
      rel="noreferrer"
    >
      {t(`open.${reachablePlace(place, ids)}`)}
      <ExternalLink aria-hidden className="size-3.5" />
      <span className="sr-only">{t("newTab")}</span>
    </a>
  );
}
