import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/accounts/auth-card";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { ClientMessages } from "@/components/shell/client-messages";
import { hasAccount } from "@/lib/accounts/queries";
import { safeReturnPath } from "@/lib/auth/return-path";
import { currentAccount } from "@/lib/auth/session";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("accounts.signIn"))("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  const t = await getTranslations("accounts.signIn");
  const returnPath = safeReturnPath((await searchParams).from);
  if (await currentAccount()) redirect(returnPath);
  if (!(await hasAccount())) redirect("/setup");
  return (
    <AuthCard title={t("title")}>
      <ClientMessages namespaces={["accounts"]}>
        <SignInForm returnPath={returnPath} />
      </ClientMessages>
    </AuthCard>
  );
}
