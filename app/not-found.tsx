import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  const t = useTranslations("shell.notFound");
  return (
    <main>
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
    </main>
  );
}
