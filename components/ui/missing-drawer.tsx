import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "./button";
import { Drawer } from "./drawer";
import { EmptyState } from "./empty-state";

/** In the place of an entry that its address names and that is not there: an old link, or somebody has deleted it. */
export function MissingDrawer({ closeHref }: { closeHref: string }) {
  const t = useTranslations("ui.missing");
  return (
    <Drawer title={t("title")} closeHref={closeHref}>
      <EmptyState
        icon={<SearchX />}
        title={t("heading")}
        action={<ButtonLink href={closeHref}>{t("close")}</ButtonLink>}
      >
        {t("text")}
      </EmptyState>
    </Drawer>
  );
}
