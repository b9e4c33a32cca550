import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What stands at an address that names nothing. */
export function NotFound() {
  const t = useTranslations("shell.notFound");
  return (
    <EmptyState
      heading="h1"
      title={t("title")}
      action={
        <ButtonLink href="/" appearance="primary">
          {t("back")}
        </ButtonLink>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
