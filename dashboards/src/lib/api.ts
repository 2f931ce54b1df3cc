// Questions to the hub, typed by its own description: a path that does not exist is a compile error.
import type { components, paths } from './api.types';
import { t } from './i18n.svelte';
import { english, refused } from './refusal';

type Schemas = components['schemas'];
export type CableDesk = Schemas['CableDesk'];
export type CellView = Schemas['CellView'];
export type CapabilityView = Schemas['CapabilityView'];
export type CaredView = Schemas['CaredView'];
export type CellState = CellView['state'];
export type Origin = NonNullable<CellView['origin']>;
export type ChannelsView = Schemas['ChannelsView'];
export type Channel = Schemas['Channel'];
export type ControlChart = Schemas['ControlChart'];
export type ControlMark = Schemas['ControlMark'];
export type ControlPanel = Schemas['ControlPanel'];
export type ControlView = Schemas['ControlView'];
export type Counts = Schemas['Counts'];
export type CurveView = Schemas['CurveView'];
export type Band = Schemas['Band'];
export type CorrectionView = Schemas['CorrectionView'];
export type EyesModelView = Schemas['EyesModelView'];
export type EyesView = Schemas['EyesView'];
export type DecideView = Schemas['DecideView'];
export type AgainstView = Schemas['AgainstView'];
export type BoundsView = Schemas['BoundsView'];
export type CellEnergyAnswer = Schemas['CellEnergyAnswer'];
export type DriftView = Schemas['DriftView'];
export type EnergyAnswer = Schemas['EnergyAnswer'];
export type EnergyView = Schemas['EnergyView'];
export type EnergyWindow = Schemas['WindowView'];
export type EntryView = Schemas['EntryView'];
export type EventView = Schemas['EventView'];
export type FactorView = Schemas['FactorView'];
export type FigureView = Schemas['FigureView'];
export type FlagView = Schemas['FlagView'];
export type FaultView = Schemas['FaultView'];
export type FindingView = Schemas['FindingView'];
export type GaugeCellView = Schemas['GaugeCellView'];
export type GaugeDetail = Schemas['GaugeDetail'];
export type GaugePair = Schemas['GaugePair'];
export type GaugeQuantityView = Schemas['GaugeQuantityView'];
export type GaugeReadingView = Schemas['GaugeReadingView'];
export type GaugeShot = Schemas['GaugeShot'];
export type GaugeVersionView = Schemas['GaugeVersionView'];
export type GatewayView = Schemas['GatewayView'];
export type HealthView = Schemas['HealthView'];
export type ImportView = Schemas['ImportView'];
export type InspectionDetail = Schemas['InspectionDetail'];
export type InspectionPage = Schemas['InspectionPage'];
export type InspectionView = Schemas['InspectionView'];
export type ListedInspection = Schemas['ListedInspection'];
export type MeasurementView = Schemas['MeasurementView'];
export type MeView = Schemas['MeView'];
export type MouldDetail = Schemas['MouldDetail'];
export type MouldView = Schemas['MouldView'];
export type PassView = Schemas['PassView'];
export type PicturedView = Schemas['PicturedView'];
export type PartView = Schemas['PartView'];
export type PeriodView = Schemas['PeriodView'];
export type PhaseMark = Schemas['PhaseMark'];
export type RegrindView = Schemas['RegrindView'];
export type RefusalView = Schemas['RefusalView'];
export type OeeAnswer = Schemas['OeeAnswer'];
export type OeeView = Schemas['OeeView'];
export type OverlayView = Schemas['OverlayView'];
export type PhotoView = Schemas['PhotoView'];
export type PictureView = Schemas['PictureView'];
export type RoadMapAssessment = Schemas['AssessmentView'];
export type RoadMapIn = Schemas['RoadMapIn'];
export type RoadMapStep = Schemas['PlanStepView'];
export type RoadMapOut = Schemas['OutView'];
export type RoadMapView = Schemas['RoadMapView'];
export type RoadMapEnds = Schemas['Ends'];
export type PlantView = Schemas['PlantView'];
export type KeptView = Schemas['KeptView'];
export type ProcessView = Schemas['ProcessView'];
export type QualityView = Schemas['QualityView'];
export type QuarantineView = Schemas['QuarantineView'];
export type RejectionView = Schemas['RejectionView'];
export type SandboxDesk = Schemas['SandboxDesk'];
export type StudiesView = Schemas['StudiesView'];
export type StudyAbout = Schemas['StudyAbout'];
export type StudyPlot = Schemas['StudyPlot'];
export type StudyView = Schemas['StudyView'];
export type SeriesAnswer = Schemas['SeriesAnswer'];
export type SignView = Schemas['SignView'];
export type TrialAnswer = Schemas['TrialAnswer'];
export type WearView = Schemas['WearView'];
export type SeriesView = Schemas['SeriesView'];
export type Ends = Schemas['Ends'];
export type EffectView = Schemas['EffectView'];
export type EffectsView = Schemas['EffectsView'];
export type ExampleView = Schemas['ExampleView'];
export type FirmFigures = Required<Schemas['Firm']>;
export type GlossaryView = Schemas['GlossaryView'];
export type TechnologiesView = Schemas['TechnologiesView'];
export type StationCard = Schemas['StationCard'];
export type StationsView = Schemas['StationsView'];
export type StationView = Whole<Schemas['StationView']>;
export type SettingView = Schemas['SettingView'];
export type ShareView = Schemas['ShareView'];
export type ShotDetail = Schemas['ShotDetail'];
export type ShotView = Schemas['ShotView'];
export type Standout = Schemas['Standout'];
export type LineView = Schemas['LineView'];
export type LossView = Schemas['LossView'];
export type Template = Schemas['Template'];
export type TerminalView = Schemas['TerminalView'];
export type TopicView = Schemas['TopicView'];
export type TruthView = Schemas['TruthView'];
export type UnseenView = Schemas['UnseenView'];
export type BookedView = Schemas['BookedView'];
export type BookingView = Schemas['BookingView'];
export type GroupView = Schemas['GroupView'];
export type GroupPress = Schemas['GroupPress'];
export type InvitationView = Schemas['InvitationView'];
export type ItineraryView = Schemas['ItineraryView'];
export type MoveIn = Schemas['MoveIn'];
export type SlotView = Schemas['SlotView'];
export type TourView = Schemas['TourView'];
export type VisitorFirm = Schemas['VisitorFirm'];
export type TourStop = Schemas['TourStop'];
export type WatchedView = Schemas['WatchedView'];
export type ConsentText = Schemas['ConsentText'];
export type DeedsView = Schemas['DeedsView'];
export type InterestTopic = Schemas['InterestTopic'];
export type IntentionCount = Schemas['IntentionCount'];
export type InterestView = Schemas['InterestView'];
export type MatchView = Schemas['MatchView'];
export type MeetingView = Schemas['MeetingView'];
export type MyInterest = Schemas['MyInterest'];
export type MineEntry = Schemas['MineEntry'];
export type MineView = Schemas['MineView'];
export type SeatView = Schemas['SeatView'];
export type SplitView = Schemas['SplitView'];
export type TogetherView = Schemas['TogetherView'];
export type VoicesView = Schemas['VoicesView'];
export type VoiceView = Schemas['VoiceView'];
export type ReportCell = Schemas['ReportCell'];
export type ReportPeriod = Schemas['ReportPeriod'];
export type ReportSaid = Schemas['ReportSaid'];
export type ReportSection = Schemas['ReportSection'];
export type ReportTable = Schemas['ReportTable'];
export type ReportView = Schemas['ReportView'];

/** What may be left out when it is written is there when it is read. */
type Whole<T> = T extends readonly (infer One)[] ? Whole<One>[] : T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;

const BASE = '/api/v1';
type Short<P> = P extends `${typeof BASE}${infer Rest}` ? Rest : never;
type With<M extends string> = { [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? Short<P> : never }[keyof paths];
type Operation<S extends string, M extends string> = `${typeof BASE}${S}` extends infer P extends keyof paths
  ? paths[P] extends Record<M, infer O> ? O : never : never;
type Part<O, K extends string> = O extends { parameters: infer A } ? (K extends keyof A ? ([NonNullable<A[K]>] extends [never] ? object : NonNullable<A[K]>) : object) : object;
type Json<O> = O extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : undefined;
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined;

/** Path and query parameters of a question, in one object. */
export type Ask<S extends string, M extends string = 'get'> = Part<Operation<S, M>, 'path'> & Part<Operation<S, M>, 'query'>;

/** Why an answer did not come. `message` is for people, in their language. */
export class ApiError extends Error {
  constructor(readonly kind: 'unreachable' | 'refused' | 'forbidden' | 'missing' | 'broken', readonly status: number, detail: string) {
    super(detail);
    this.name = 'ApiError';
  }
}

/** What to show a person for anything that was thrown while asking. */
export const explain = (problem: unknown): string =>
  problem instanceof ApiError ? problem.message : t('error.broken', { detail: String(problem) });

/** Was this question given up on purpose, because the page moved on? */
export const abandoned = (problem: unknown): boolean => problem instanceof DOMException && problem.name === 'AbortError';

/** Address of a question, for links and downloads: `address('/cells/{cell}/export/shots.csv', { cell })`. */
export function address(path: string, ask: Record<string, unknown> = {}): string {
  const rest = new URLSearchParams();
  const inPath = new Set<string>();
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => { inPath.add(name); return encodeURIComponent(String(ask[name])); });
  for (const [name, value] of Object.entries(ask)) {
    if (inPath.has(name) || value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) rest.append(name, String(one));
  }
  return `${BASE}${filled}${rest.size ? `?${rest}` : ''}`;
}

export function get<S extends With<'get'>>(path: S, ask?: Ask<S>, signal?: AbortSignal): Promise<Json<Operation<S, 'get'>>> {
  return request(address(path, ask as Record<string, unknown>), signal ? { signal } : {}) as Promise<Json<Operation<S, 'get'>>>;
}

/** `lastWord`: it is sent although the page is being closed. */
export function post<S extends With<'post'>>(path: S, ask?: Ask<S, 'post'>, body?: Body<Operation<S, 'post'>>, lastWord = false): Promise<Json<Operation<S, 'post'>>> {
  const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return request(address(path, ask as Record<string, unknown>), { method: 'POST', ...(lastWord && { keepalive: true }), ...sent }) as Promise<Json<Operation<S, 'post'>>>;
}

/** The same question, answered with a file. */
export async function fetched<S extends With<'post'>>(path: S, body: Body<Operation<S, 'post'>>): Promise<Blob> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await answered(address(path), sent)).blob();
}

/** A file, as it is. */
export function send<S extends With<'post'>>(path: S, ask: Ask<S, 'post'>, file: Blob): Promise<Json<Operation<S, 'post'>>> {
  const sent = { headers: { 'content-type': file.type || 'application/octet-stream' }, body: file };
  return request(address(path, ask as Record<string, unknown>), { method: 'POST', ...sent }) as Promise<Json<Operation<S, 'post'>>>;
}

export function put<S extends With<'put'>>(path: S, ask: Ask<S, 'put'>, body: Body<Operation<S, 'put'>>): Promise<Json<Operation<S, 'put'>>> {
  const sent = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return request(address(path, ask as Record<string, unknown>), { method: 'PUT', ...sent }) as Promise<Json<Operation<S, 'put'>>>;
}

export function remove<S extends With<'delete'>>(path: S, ask?: Ask<S, 'delete'>): Promise<Json<Operation<S, 'delete'>>> {
  return request(address(path, ask as Record<string, unknown>), { method: 'DELETE' }) as Promise<Json<Operation<S, 'delete'>>>;
}

async function request(url: string, options: RequestInit): Promise<unknown> {
  const answer = await answered(url, options);
  return answer.status === 204 ? undefined : answer.json();
}

async function answered(url: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(url, options).catch((problem: unknown) => {
    if (abandoned(problem)) throw problem;
    throw new ApiError('unreachable', 0, t('error.unreachable'));
  });
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

async function refusal(answer: Response): Promise<ApiError> {
  const body: RefusalView = await answer.json().catch(() => ({ detail: answer.statusText }));
  const detail = typeof body.detail === 'string' ? body.detail : JSON.stringify(body.detail);
  const { status } = answer;
  const kind = status === 404 ? 'missing' : status === 401 || status === 403 ? 'forbidden' : status >= 500 ? 'broken' : 'refused';
  if (body.code) return new ApiError(kind, status, refused({ ...body, detail }));
  return new ApiError(kind, status, t(`error.${kind}`, { detail: english(detail) }));
}
