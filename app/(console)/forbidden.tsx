import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** 403: signed in, but the role is not enough. */
export default function Forbidden() {
  const t = useTranslations("accounts.forbidden");
  return (
    <EmptyState heading="h1" title={t("title")} action={<ButtonLink href="/">{t("back")}</ButtonLink>}>
      {t("text")}
    </EmptyState>
  );
}
