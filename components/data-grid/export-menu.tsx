"use client";

import { Download, FileSpreadsheet, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuDownload, MenuSeparator } from "@/components/ui/menu";

type Props = {
  /** the list's name in /api/export */
  name: string;
  /** another export of the same list, one row for each person */
  peopleName?: string;
  /** what narrows and sorts the list now */
  query: string;
};

/** The whole list as a file, as it is narrowed and sorted now. */
export function ExportMenu({ name, peopleName, query }: Props) {
  const t = useTranslations("views.export");
  const hrefOf = (list: string, format: "csv" | "xlsx") =>
    `/api/export/${list}?${query ? `${query}&` : ""}format=${format}`;
  return (
    <Menu label={t("menu")} icon={<Download aria-hidden />} appearance="default" align="end">
      <MenuDownload href={hrefOf(name, "csv")} icon={<FileText aria-hidden />}>
        {t("csv")}
      </MenuDownload>
      <MenuDownload href={hrefOf(name, "xlsx")} icon={<FileSpreadsheet aria-hidden />}>
        {t("xlsx")}
      </MenuDownload>
      {peopleName && (
        <>
          <MenuSeparator />
          <MenuDownload href={hrefOf(peopleName, "csv")} icon={<FileText aria-hidden />}>
            {t("peopleCsv")}
          </MenuDownload>
          <MenuDownload href={hrefOf(peopleName, "xlsx")} icon={<FileSpreadsheet aria-hidden />}>
            {t("peopleXlsx")}
          </MenuDownload>
        </>
      )}
    </Menu>
  );
}
