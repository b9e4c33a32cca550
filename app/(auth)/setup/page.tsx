import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/accounts/auth-card";
import { SetupForm } from "@/components/accounts/setup-form";
import { ClientMessages } from "@/components/shell/client-messages";
import { MessageBar } from "@/components/ui/message-bar";
import { hasAccount } from "@/lib/accounts/queries";
import { config } from "@/lib/config";
import { setUp } from "./actions";

export async function generateMetadata() {
  return { title: (await getTranslations("accounts.setup"))("title") };
}

export default async function SetupPage() {
  const t = await getTranslations("accounts.setup");
  if (await hasAccount()) notFound();
  return (
    <AuthCard title={t("title")} text={t("text")}>
      {config().setupCode === null ? (
        <MessageBar tone="warning">{t("noCode")}</MessageBar>
      ) : (
        <ClientMessages namespaces={["accounts"]}>
          <SetupForm createFirstAdministrator={setUp} />
        </ClientMessages>
      )}
    </AuthCard>
  );
}
