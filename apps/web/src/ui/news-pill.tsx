"use client";

/** New rows wait above the list until they are asked for. */
export function NewsPill({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <output>
      {count > 0 ? (
        <button type="button" className="pill" onClick={onShow}>
          {count} new – show
        </button>
      ) : null}
    </output>
  );
}
