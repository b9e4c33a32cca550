import Link from "next/link";
import { useTranslations } from "next-intl";
import { CodeBlock } from "@/components/help/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { type ApiDocument, anchorOf, operationsOf } from "@/lib/api/reference";
import { OperationEntry } from "./operation-entry";
import { Prose } from "./prose";

const topics = ["tokens", "lists", "changes", "repeats", "failures", "limits"] as const;

/** The API's document for people: how to begin, what holds everywhere, then every operation by family. */
export function ApiReference({ document, address }: { document: ApiDocument; address: string }) {
  const t = useTranslations("restApi");
  const shell = useTranslations("shell.navigation");
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: shell("help") }, { label: t("title") }]}
        title={t("title")}
        description={t("description")}
      />
      <div className="flex flex-col gap-6 lg:flex-row lg:items-start">
        <Contents document={document} />
        <div className="flex max-w-220 min-w-0 flex-1 flex-col gap-8">
          <section id="start" className="flex flex-col gap-3">
            <h2 className="text-lg">{t("start.title")}</h2>
            <p>
              {t.rich("start.text", {
                link: (text) => (
                  <Link className="link" href="/settings/api-tokens">
                    {text}
                  </Link>
                ),
                document: (text) => (
                  <a className="link" href="/api/v1/openapi.json">
                    {text}
                  </a>
                ),
              })}
            </p>
            <CodeBlock
              label={t("start.example")}
              text={`export SEATWISE=${address}\nexport TOKEN=swt_…\n\ncurl -H "Authorization: Bearer $TOKEN" "$SEATWISE/me"\ncurl -H "Authorization: Bearer $TOKEN" "$SEATWISE/compliance?status=not_enough_licences&limit=20"`}
            />
          </section>
          <section id="rules" className="flex flex-col gap-3 border-t border-line pt-5">
            <h2 className="text-lg">{t("rules.title")}</h2>
            <dl className="flex flex-col gap-3">
              {topics.map((topic) => (
                <div key={topic}>
                  <dt className="font-semibold">{t(`rules.${topic}.title`)}</dt>
                  <dd>
                    <Prose text={t(`rules.${topic}.text`)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
          {document.tags.map(({ name, description }) => {
            const operations = operationsOf(document, name);
            if (operations.length === 0) return null;
            return (
              <section key={name} id={anchorOf(name)} className="flex flex-col gap-3 border-t border-line pt-5">
                <div lang="en">
                  <h2 className="text-lg">{name}</h2>
                  <p className="text-muted">{description}</p>
                </div>
                <ul className="flex flex-col rounded border border-line bg-surface">
                  {operations.map((operation) => (
                    <li key={operation.operationId} className="border-b border-line last:border-b-0">
                      <OperationEntry operation={operation} />
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      </div>
    </>
  );
}

function Contents({ document }: { document: ApiDocument }) {
  const t = useTranslations("restApi");
  const places = [
    { id: "start", label: t("start.title"), lang: undefined },
    { id: "rules", label: t("rules.title"), lang: undefined },
    ...document.tags
      .filter(({ name }) => operationsOf(document, name).length > 0)
      .map(({ name }) => ({ id: anchorOf(name), label: name, lang: "en" })),
  ];
  return (
    <nav aria-label={t("contents")} className="lg:sticky lg:top-16 lg:w-60 lg:shrink-0">
      <ul className="grid grid-cols-2 rounded border border-line bg-surface py-1 lg:grid-cols-1">
        {places.map(({ id, label, lang }) => (
          <li key={id}>
            <a href={`#${id}`} lang={lang} className="flex px-3 py-1.5 -outline-offset-2 hover:bg-hover">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
