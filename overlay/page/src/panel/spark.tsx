// SPDX-License-Identifier: Apache-2.0
// Fourteen days as a line, the goal dashed, the panel's day as a dot. Days off are a light ground that the line crosses, so that nobody takes
// them for missing figures; a missing figure leaves a gap.
import type { JSX } from "preact";
import type { Figure } from "../shared/schema";

const width = 78;
const height = 25;
const edge = 4;

export function Spark({ figure }: { figure: Pick<Figure, "history" | "goal" | "better" | "standing"> }): JSX.Element {
  const days = figure.history;
  const values = days.map((day) => (day.off ? null : day.value));
  const goal = figure.better === "lower" ? figure.goal?.high : figure.better === "higher" ? figure.goal?.low : null;
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return <svg class="spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />;
  const all = typeof goal === "number" ? [...known, goal] : known;
  let low = Math.min(...all);
  let high = Math.max(...all);
  // A quiet fortnight must not look like a storm.
  const least = Math.abs(high) * 0.04 || 1;
  if (high - low < least) {
    const middle = (high + low) / 2;
    low = middle - least / 2;
    high = middle + least / 2;
  }
  const x = (i: number): number => edge + (i * (width - 2 * edge)) / Math.max(1, days.length - 1);
  const y = (value: number): number => height - edge - ((value - low) / (high - low)) * (height - 2 * edge);
  let line = "";
  let pen = false;
  values.forEach((value, i) => {
    if (value === null) {
      if (!days[i]?.off) pen = false;
      return;
    }
    line += `${pen ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = true;
  });
  const step = (width - 2 * edge) / Math.max(1, days.length - 1);
  const last = values[values.length - 1] ?? null;
  return (
    <svg class={`spark spark-${figure.standing}`} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {days.map((day, i) => (day.off ? <rect key={day.day} class="spark-off" x={x(i) - step / 2} width={step} y={0} height={height} /> : null))}
      {typeof goal === "number" ? <line class="spark-goal" x1={0} x2={width} y1={y(goal)} y2={y(goal)} /> : null}
      <path class="spark-line" d={line} />
      {last !== null ? <circle class="spark-dot" cx={x(values.length - 1)} cy={y(last)} r={2.6} /> : null}
    </svg>
  );
}
