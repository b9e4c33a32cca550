import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LicenceOverlay } from "@/lib/licences/overlay";

/** The notes, to be read. */
export function OverlayFacts({ overlay }: { overlay: LicenceOverlay }) {
  const t = useTranslations("overlay.notes");
  const { note, owner, costCentre, tags, updatedAt, updatedBy } = overlay;
  if (!updatedAt) return <p className="text-muted">{t("none")}</p>;
  return (
    <DefinitionList
      items={[
        { label: t("owner"), value: owner },
        { label: t("costCentre"), value: costCentre },
        {
          label: t("tags"),
          value: tags.length > 0 && (
            <span className="flex flex-wrap gap-1">
              {tags.map((tag) => (
                <Chip key={tag}>{tag}</Chip>
              ))}
            </span>
          ),
        },
        { label: t("note"), value: note && <span className="whitespace-pre-wrap">{note}</span> },
        {
          label: t("written"),
          value: (
            <>
              <RelativeTime value={updatedAt} /> {updatedBy && t("by", { name: updatedBy })}
            </>
          ),
        },
      ].map((item) => ({ ...item, value: item.value || null }))}
    />
  );
}
