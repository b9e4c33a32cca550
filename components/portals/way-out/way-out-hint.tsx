import { WayOutCommands, type WayOutView } from "./way-out-actions";
import { WayOutText } from "./way-out-text";

/** The sentence and, beneath it, the click; at the end of what a drawer says of something that cannot be synchronised. */
export function WayOutHint({ view: { wayOut, actions }, name }: { view: WayOutView; name: string }) {
  return (
    <>
      <WayOutText wayOut={wayOut} />
      {actions && (
        <div className="flex flex-wrap items-center gap-2 pt-2 empty:hidden">
          <WayOutCommands wayOut={wayOut} name={name} actions={actions} />
        </div>
      )}
    </>
  );
}
