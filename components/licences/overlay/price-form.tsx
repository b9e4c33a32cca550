"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { OverlayActions } from "./actions";

type Props = { licenceId: number; currency: string; save: OverlayActions["savePrice"] };

/** Another price from a day on; the same day again replaces it. */
export function PriceForm({ licenceId, currency, save }: Props) {
  const t = useTranslations("overlay.prices");
  const { form, isPending, error, fieldError } = useActionForm(save);
  return (
    <form {...form} className="flex flex-col gap-3 pt-2">
      <h4 className="font-semibold">{t("add")}</h4>
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <input type="hidden" name="licenceId" value={licenceId} />
      <div className="grid items-start gap-3 sm:grid-cols-3">
        <TextField
          name="amount"
          label={t("amount")}
          help={t("amountHelp")}
          error={fieldError("amount")}
          inputMode="decimal"
          autoComplete="off"
        />
        <TextField
          name="currency"
          label={t("currency")}
          help={t("currencyHelp")}
          error={fieldError("currency")}
          defaultValue={currency}
          maxLength={3}
          autoComplete="off"
        />
        <TextField name="startsOn" type="date" label={t("startsOn")} error={fieldError("startsOn")} />
      </div>
      <div>
        <Button type="submit" isPending={isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
