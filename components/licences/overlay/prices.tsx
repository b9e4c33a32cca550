import { useFormatter, useTranslations } from "next-intl";
import type { LicencePrice } from "@/lib/licences/overlay";
import type { OverlayView } from "@/lib/licences/queries-overlay";
import type { OverlayActions } from "./actions";
import { DeletePrice } from "./delete-price";
import { PriceForm } from "./price-form";

type Props = { view: OverlayView; actions: OverlayActions | null };

/** Prices in the order of their days; the one that holds today is marked. */
export function Prices({ view: { licenceId, prices, current }, actions }: Props) {
  const t = useTranslations("overlay.prices");
  const format = useFormatter();
  const dayOf = ({ startsOn }: LicencePrice) =>
    format.dateTime(new Date(startsOn), { dateStyle: "medium", timeZone: "UTC" });
  const amountOf = ({ amount, currency }: LicencePrice) =>
    format.number(Number(amount), { style: "currency", currency, maximumFractionDigits: 4 });
  return (
    <>
      {prices.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul aria-label={t("section")} className="flex flex-col divide-y divide-line">
        {prices.map((price) => (
          <li key={price.startsOn} className="flex flex-wrap items-center gap-x-3 py-1.5">
            <span className="tabular">{amountOf(price)}</span>
            <span className="min-w-0 flex-1 text-muted">
              {t("from", { day: dayOf(price) })}
              {price.startsOn === current?.startsOn && ` · ${t("current")}`}
            </span>
            {actions && (
              <DeletePrice
                licenceId={licenceId}
                startsOn={price.startsOn}
                title={t("deleteTitle", { amount: amountOf(price), day: dayOf(price) })}
                remove={actions.deletePrice}
              />
            )}
          </li>
        ))}
      </ul>
      {actions && (
        <PriceForm
          // What was saved is in the list: the form starts anew.
          key={prices.map(({ startsOn, amount, currency }) => `${startsOn} ${amount} ${currency}`).join()}
          licenceId={licenceId}
          currency={current?.currency ?? prices[0]?.currency ?? "EUR"}
          save={actions.savePrice}
        />
      )}
    </>
  );
}
