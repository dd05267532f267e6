"use client";

import type { SavedView, ViewPage } from "@yardlet/core/view";
import { useState } from "react";
import { errorOf } from "@/trpc/error.ts";
import { Button, RowAction } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { closeMenu } from "@/ui/menu.tsx";
import type { ListUrl } from "@/url/list-state.ts";
import { useViewActions } from "./actions.ts";

interface ViewPanelProps {
  page: ViewPage;
  url: ListUrl;
  views: readonly SavedView[];
}

/** Views to open or delete, and a field that keeps what the list shows now. */
export function ViewPanel({ page, url, views }: ViewPanelProps) {
  const { remove } = useViewActions(page);
  return (
    <>
      {views.length === 0 ? (
        <p className="hint">A view keeps filters, order and columns under a name. Only you see yours.</p>
      ) : (
        <ul className="picks">
          {views.map((view) => (
            <li key={view.id}>
              <Link
                href={url.hrefOfView(view.query)}
                scroll={false}
                aria-current={view.query === url.query ? "true" : undefined}
                onClick={(event) => closeMenu(event.currentTarget)}
              >
                <span className="cut">{view.name}</span>
                {view.query === url.query ? <Glyph name="ok" tone="acc" /> : null}
              </Link>
              <RowAction aria-label={`Delete the view ${view.name}`} onClick={() => remove(view)}>
                delete
              </RowAction>
            </li>
          ))}
        </ul>
      )}
      <SaveForm page={page} url={url} views={views} />
    </>
  );
}

/** Saves under a name; a name that is taken asks before its view is overwritten. */
function SaveForm({ page, url, views }: ViewPanelProps) {
  const [name, setName] = useState("");
  const [asked, setAsked] = useState(false);
  const { save } = useViewActions(page);
  const refused = save.error ? errorOf(save.error) : undefined;
  const overwrite = asked || refused?.code === "conflict";
  const taken = `You have a view ${name.trim()} already; overwrite it, or choose another name.`;
  const error = refused && !overwrite ? `${refused.message}.` : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!overwrite && views.some((view) => view.name === name.trim())) setAsked(true);
        else save.mutate({ page, name, query: url.query, overwrite }, { onSuccess: () => change("") });
      }}
    >
      <TextField
        label="Save what you see as"
        placeholder="name of the view"
        required
        maxLength={60}
        readOnly={save.isPending}
        value={name}
        error={overwrite ? taken : error}
        onChange={(event) => change(event.target.value)}
      />
      <Button type="submit" busy={save.isPending}>
        {overwrite ? "Overwrite it" : "Save"}
      </Button>
    </form>
  );

  function change(next: string) {
    setName(next);
    setAsked(false);
    save.reset();
  }
}
