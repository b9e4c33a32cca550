"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { LicenceActions } from "../actions";
import { Picker } from "../picker";

type Props = {
  product: { id: number; name: string };
  actions: Pick<LicenceActions, "findLicences" | "linkLicences">;
};

export function LinkLicences({ product: { id, name }, actions }: Props) {
  const t = useTranslations("products.licences");
  const { failureOf } = useErrorText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Link2 aria-hidden />} onClick={() => setOpen(true)}>
        {t("link")}
      </Button>
      {isOpen && (
        <Picker
          title={t("linkTitle", { name })}
          text={t("linkText")}
          searchLabel={t("search")}
          startText={t("nothing")}
          emptyText={t("nothing")}
          submitLabel={(count) => t("submit", { count })}
          search={async (q) => {
            const result = await actions.findLicences({ productId: id, q });
            if (!result.ok) return result;
            const data = result.data.map((licence) => ({
              id: licence.id,
              name: licence.name,
              detail: t("units", { count: licence.quantity }),
            }));
            return { ok: true, data };
          }}
          onSubmit={(licenceIds) => failureOf(actions.linkLicences({ productId: id, licenceIds }))}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
