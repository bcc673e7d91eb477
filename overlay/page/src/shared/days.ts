// SPDX-License-Identifier: Apache-2.0
// Shop days as the contract writes them, "2026-11-25". A day has no zone: it is counted with as if it were a day of UTC.
const length = 86_400_000;

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text));
export const addDays = (day: string, days: number): string => new Date(at(day) + days * length).toISOString().slice(0, 10);
// Whole days from the first to the second; negative where the second is earlier.
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / length);
// 0 = Sunday.
export const weekday = (day: string): number => new Date(at(day)).getUTCDay();
export const dateOf = (day: string): Date => new Date(at(day));
