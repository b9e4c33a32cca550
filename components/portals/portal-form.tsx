"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import { ConnectionFields, GeneralFields } from "./connection-fields";
import { CredentialFields } from "./credential-fields";

type Props = {
  path: string;
  createPortal: (previous: null, form: FormData) => Promise<ActionResult<{ id: string }>>;
};

export function PortalForm({ path, createPortal }: Props) {
  const t = useTranslations();
  const router = useRouter();
  const { form, isPending, error, fieldError } = useActionForm(createPortal, {
    onDone: ({ id }) => router.push(`${path}?portal=${id}`),
  });
  return (
    <form {...form} className="flex max-w-180 flex-col gap-6 pt-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <Part title={t("portals.new.general")}>
        <GeneralFields fieldError={fieldError} />
      </Part>
      <Part title={t("portals.new.connection")}>
        <ConnectionFields fieldError={fieldError} />
      </Part>
      <Part title={t("portals.new.authentication")}>
        <CredentialFields fieldError={fieldError} />
      </Part>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("portals.new.submit")}
        </Button>
        <ButtonLink href={path}>{t("common.cancel")}</ButtonLink>
      </div>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="border-b border-line pb-1 text-lg">{title}</h2>
      {children}
    </section>
  );
}
