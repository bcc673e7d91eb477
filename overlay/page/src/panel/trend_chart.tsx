// SPDX-License-Identifier: Apache-2.0
// The line of a figure over days, by uPlot: goal dashed, days off in grey, special days marked. Drawn on a canvas, so the table beside it
// holds the same for whoever cannot see it.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { dateOf } from "../shared/days";
import { goalText } from "../shared/figures";
import { scaled, shortDay } from "../shared/format";
import type { Answer } from "../shared/schema";
import { t } from "./turns_words";

type Trend = Answer<"/trend">;

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// What stands behind the line.
function backdrop(trend: Trend): (plot: uPlot) => void {
  return (plot) => {
    const { ctx, bbox } = plot;
    const day = 86_400;
    ctx.save();
    ctx.fillStyle = colour("--track");
    trend.days.forEach((one) => {
      if (!one.off) return;
      const at = dateOf(one.day).getTime() / 1000;
      const left = plot.valToPos(at - day / 2, "x", true);
      const right = plot.valToPos(at + day / 2, "x", true);
      ctx.fillRect(Math.max(left, bbox.left), bbox.top, Math.min(right, bbox.left + bbox.width) - Math.max(left, bbox.left), bbox.height);
    });
    ctx.restore();
  };
}

// The goal, over the grid; both ends of a band.
function goals(trend: Trend): (plot: uPlot) => void {
  return (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    const ends = trend.better === "band" ? [trend.goal?.low, trend.goal?.high] : [trend.better === "lower" ? trend.goal?.high : trend.goal?.low];
    ctx.strokeStyle = colour("--dim");
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.lineWidth = devicePixelRatio;
    for (const end of ends) {
      if (typeof end !== "number") continue;
      const y = Math.round(plot.valToPos(scaled(end, trend.unit), "y", true));
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  };
}

// Special days and the last day, in front of it.
function marks(trend: Trend): (plot: uPlot) => void {
  return (plot) => {
    const { ctx } = plot;
    const r = 4 * devicePixelRatio;
    ctx.save();
    ctx.lineWidth = 1.5 * devicePixelRatio;
    trend.days.forEach((one, i) => {
      if (one.value === null) return;
      const x = plot.valToPos(dateOf(one.day).getTime() / 1000, "x", true);
      const y = plot.valToPos(scaled(one.value, trend.unit), "y", true);
      ctx.beginPath();
      if (one.special) {
        ctx.moveTo(x, y - r);
        ctx.lineTo(x + r, y);
        ctx.lineTo(x, y + r);
        ctx.lineTo(x - r, y);
        ctx.closePath();
        ctx.fillStyle = colour("--card");
        ctx.strokeStyle = colour("--ink");
        ctx.fill();
        ctx.stroke();
      } else if (i === trend.days.length - 1) {
        ctx.arc(x, y, 3 * devicePixelRatio, 0, 2 * Math.PI);
        ctx.fillStyle = colour("--good");
        ctx.fill();
      }
    });
    ctx.restore();
  };
}

function yRange(trend: Trend): (plot: uPlot, low: number | null, high: number | null) => [number, number] {
  return (_, low, high) => {
    const goals = [trend.goal?.low, trend.goal?.high].filter((one): one is number => typeof one === "number").map((one) => scaled(one, trend.unit));
    const least = Math.min(low ?? Infinity, ...goals);
    const most = Math.max(high ?? -Infinity, ...goals);
    if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 1];
    const room = (most - least || Math.abs(most) || 1) * 0.12;
    const top = trend.unit === "share" ? Math.min(100, most + room) : most + room;
    return [Math.max(0, least - room), top];
  };
}

// uPlot comes when the first chart does; nothing else is in its file.
const loadPlot = async (): Promise<typeof uPlot> => (await import("uplot")).default;

export interface ChartProps {
  trend: Trend;
  label: string;
  theme: string; // Drawn anew when it changes.
  onLook: (index: number | null) => void;
}

export default function TrendChart({ trend, label, theme, onLook }: ChartProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const look = useRef(onLook);
  look.current = onLook;

  useEffect(() => {
    let current = true;
    let remove = (): void => {};
    loadPlot().then(
      (Plot) => {
        if (current && place.current) remove = draw(Plot, place.current);
      },
      () => {},
    );
    return () => {
      current = false;
      remove();
    };
  }, [trend, theme]);

  const draw = (Plot: typeof uPlot, box: HTMLDivElement): (() => void) => {
    const axis: uPlot.Axis = {
      stroke: colour("--faint"),
      font: `${11}px ${getComputedStyle(document.body).fontFamily}`,
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { show: false },
    };
    // The line goes on over days off, and breaks where a figure is missing.
    const line = trend.days.map((one) => (one.value !== null ? scaled(one.value, trend.unit) : one.off ? undefined : null));
    const size = (): { width: number; height: number } => ({ width: box.clientWidth, height: box.clientWidth > 700 ? 340 : 240 });
    const chart = new Plot(
      {
        ...size(),
        tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1000), "UTC"),
        legend: { show: false },
        padding: [10, 26, 0, 0],
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, fill: colour("--ink") } },
        scales: { x: { time: true }, y: { range: yRange(trend) } },
        axes: [
          { ...axis, grid: { show: false }, values: (_, ticks) => ticks.map((tick) => shortDay(new Date(tick * 1000).toISOString().slice(0, 10))), space: 70, size: 30 },
          { ...axis, size: 44, values: (_, ticks) => ticks.map((tick) => String(tick).replace("-", "−")) },
        ],
        series: [{}, { stroke: colour("--good"), width: 1.6, spanGaps: false, points: { show: trend.days.length <= 31, size: 5, fill: colour("--good") } }],
        hooks: {
          drawClear: [backdrop(trend)],
          drawAxes: [goals(trend)],
          draw: [marks(trend)],
          setCursor: [(self) => look.current(self.cursor.idx ?? null)],
        },
      },
      [trend.days.map((one) => dateOf(one.day).getTime() / 1000), line],
      box,
    );
    plot.current = chart;
    const observer = new ResizeObserver(() => chart.setSize(size()));
    observer.observe(box);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  };

  const keys = (event: KeyboardEvent): void => {
    const chart = plot.current;
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -Infinity, End: Infinity }[event.key];
    if (!chart || step === undefined) return;
    event.preventDefault();
    const last = trend.days.length - 1;
    const index = Math.min(last, Math.max(0, (chart.cursor.idx ?? (step < 0 ? last + 1 : -1)) + step));
    const at = chart.data[0][index] ?? 0;
    chart.setCursor({ left: chart.valToPos(at, "x"), top: 10 });
  };
  return <div class="trend-plot" ref={place} role="img" aria-label={label} tabIndex={0} onKeyDown={keys} />;
}

// The goal in words, beneath the chart.
export const goalLegend = (trend: Trend): string => {
  const text = goalText(trend.goal, trend.better, trend.unit, true);
  return text ? t("goal", { goal: text }) : "";
};

