import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Field, listFields, type Schema, wordType } from "@/lib/api/fields";
import { type ListedOperation, ownParametersOf } from "@/lib/api/reference";
import { Prose } from "./prose";

const methodLooks: Record<string, string> = {
  GET: "border-blue-line bg-blue-soft text-blue",
  POST: "border-green-line bg-green-soft text-green",
  PUT: "border-amber-line bg-amber-soft text-amber",
  PATCH: "border-amber-line bg-amber-soft text-amber",
  DELETE: "border-red-line bg-red-soft text-red",
};

/** One operation, closed until somebody wants it: works without script, and the browser's search opens it. */
export function OperationEntry({ operation }: { operation: ListedOperation }) {
  const { method, path, summary, description, operationId } = operation;
  return (
    <details id={operationId} className="group">
      <summary
        lang="en"
        className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2 -outline-offset-2 hover:bg-hover"
      >
        <ChevronRight aria-hidden className="size-4 shrink-0 self-center text-muted group-open:rotate-90" />
        <span
          className={clsx(
            "marked w-16 shrink-0 rounded border px-1 text-center text-xs font-semibold",
            methodLooks[method],
          )}
        >
          {method}
        </span>
        <code className="min-w-0 font-mono text-sm wrap-anywhere">{path}</code>
        <span className="text-muted sm:ms-auto">{summary}</span>
      </summary>
      <div lang="en" className="flex flex-col gap-3 border-t border-line px-3 py-3">
        {description.split("\n\n").map((paragraph) => (
          <p key={paragraph}>
            <Prose text={paragraph} />
          </p>
        ))}
        <Parts operation={operation} />
      </div>
    </details>
  );
}

function Parts({ operation }: { operation: ListedOperation }) {
  const t = useTranslations("restApi.parts");
  const parameters = ownParametersOf(operation).map(({ name, schema, required, description = "" }) => ({
    ...{ name, type: wordType(schema), isRequired: required },
    text: description,
  }));
  const body = operation.requestBody?.content["application/json"]?.schema;
  const [status = "", answer] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
  const shown = answer?.content?.["application/json"]?.schema;
  const files = shown ? [] : Object.keys(answer?.content ?? {});
  const problems = Object.keys(operation.responses).filter((code) => !code.startsWith("2"));
  return (
    <>
      {parameters.length > 0 && <FieldTable title={t("parameters")} fields={parameters} />}
      {body && <FieldTable title={t("body")} fields={fieldsOf(body)} />}
      {shown && <FieldTable title={t("answer", { status })} fields={fieldsOf(shown)} hidesRequired />}
      {!shown && (
        <p>
          <b>{t("answer", { status })}</b> {files.join(", ") || t("noContent")}
        </p>
      )}
      <p className="text-muted">{t("problems", { statuses: problems.join(", ") })}</p>
    </>
  );
}

const fieldsOf = (schema: Schema): Field[] => listFields(schema);

const widths = { name: "w-2/5", type: "w-1/4", meaning: "" };

type TableProps = { title: string; fields: readonly Field[]; hidesRequired?: boolean };

function FieldTable({ title, fields, hidesRequired }: TableProps) {
  const t = useTranslations("restApi.parts");
  if (fields.length === 0) return null;
  return (
    <table className="w-full border-collapse sm:table-fixed border border-line text-sm">
      <caption className="pb-1 text-start font-semibold">{title}</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line text-muted">
          {(["name", "type", "meaning"] as const).map((column) => (
            <th key={column} scope="col" className={clsx("px-2 py-1 text-start font-semibold", widths[column])}>
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, type, isRequired, text }) => (
          <tr key={name} className="border-b border-line align-top last:border-b-0 max-sm:flex max-sm:flex-col">
            <th scope="row" className="px-2 py-1 text-start font-mono font-normal wrap-anywhere">
              {name}
              {isRequired && !hidesRequired && (
                <span className="text-red" title={t("required")}>
                  *<span className="sr-only"> {t("required")}</span>
                </span>
              )}
            </th>
            <td className="px-2 py-1 font-mono text-muted wrap-anywhere max-sm:py-0">{type}</td>
            <td className="px-2 py-1">
              <Prose text={text} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
