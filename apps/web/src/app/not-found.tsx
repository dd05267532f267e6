import type { Metadata } from "next";
import { Door } from "@/features/frame/door.tsx";
import { Link } from "@/ui/link.tsx";

export const metadata: Metadata = { title: "Not found" };

/** An address that no page has. */
export default function NotFound() {
  return (
    <Door title="There is no such page" lead="The address is wrong, or what it named is gone.">
      <p className="form">
        <Link className="link" href="/">
          Go to the overview
        </Link>
      </p>
    </Door>
  );
}
