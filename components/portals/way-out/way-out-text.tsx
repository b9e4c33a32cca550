import { useFormatter, useTranslations } from "next-intl";
import type { WayOut } from "@/lib/portals/way-out";

/** What would bring it back, in a sentence. */
export function WayOutText({ wayOut }: { wayOut: WayOut }) {
  const t = useTranslations("wayOut");
  const format = useFormatter();
  switch (wayOut.kind) {
    case "replaced":
      return t("replaced", { portal: wayOut.portalName });
    case "exclusion":
      return t("exclusion", { portal: wayOut.portalName });
    case "ending": {
      // A day without a time: the same wherever it is read.
      const day = format.dateTime(new Date(`${wayOut.endsOn}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
      return t("ending", { day });
    }
    case "import":
      return t(wayOut.isReconnected ? "reconnected" : "included");
    default:
      return t(wayOut.kind);
  }
}
