import { readSegment, segmentOf } from "@/features/run/place.ts";

/** Names a lesson in URLs: the scope that it belongs to, and its id there. */
export interface LessonPlace {
  scopeId: string;
  id: string;
}

export function lessonHref({ scopeId, id }: LessonPlace): string {
  return `/lessons/${segmentOf(scopeId)}/${segmentOf(id)}`;
}

/** The lesson that two parts of a path name; undefined for what `lessonHref` never writes. */
export function readLessonPlace({ scope, lesson }: { scope: string; lesson: string }): LessonPlace | undefined {
  const [scopeId, id] = [readSegment(scope), readSegment(lesson)];
  return scopeId && id ? { scopeId, id } : undefined;
}

/** What a list knows a lesson by. */
export function lessonKey({ scopeId, id }: LessonPlace): string {
  return `${scopeId} ${id}`;
}

/** The lesson that a key names; undefined for anything else. */
export function parseLessonKey(key: string): LessonPlace | undefined {
  const [scopeId, id, ...rest] = key.split(" ");
  return scopeId && id && rest.length === 0 ? { scopeId, id } : undefined;
}

/** The skill's own page in the address of a scope or a lesson. */
export function skillHrefOf({ home, name }: { home: string; name: string }): string {
  return `/skills/${home}/${name}`;
}

export function distillationHref(id: string): string {
  return `/lessons/distillations/${id}`;
}
