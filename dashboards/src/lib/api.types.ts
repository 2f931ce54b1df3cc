// Made by `npm run types` from openapi.json.
export interface paths {
    "/api/v1/ar/overlay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest outlines of a cell's part or cavity, and where its markers are
         * @description In mm of the fixture, to be drawn over any picture of it. 409 while nothing was learnt of the mould.
         */
        get: operations["newest_api_v1_ar_overlay_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ar/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a photograph of the plate or tray
         * @description Finds the markers, judges what one light allows, and says where to draw. Nothing of it is stored.
         */
        post: operations["inspect_api_v1_ar_inspect_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ar/export/sheet.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The marker sheet to print
         * @description A4, true scale. With a cell: of its fixture; without one: of a frame of any size, for your own.
         */
        get: operations["sheet_api_v1_ar_export_sheet_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/cable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My press's cable, and whether everything meets
         * @description What the gateway's own file and the hub's database say, of one moment if that can be had.
         */
        get: operations["cable_api_v1_sandbox_cable_get"];
        put?: never;
        /**
         * Pull the cable, or plug it in
         * @description Nobody else's cable is touched. What is so already stays so.
         */
        post: operations["put_api_v1_sandbox_cable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All cells as they are now
         * @description State, values with age and origin, newest shot, counters. Visitors' own cells are not among them.
         */
        get: operations["cells_api_v1_cells_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One cell as it is now
         * @description 404 when nobody knows it.
         */
        get: operations["cell_api_v1_cells__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a cell measures
         * @description Channels of the current run with unit, meaning, limits and origin.
         */
        get: operations["channels_api_v1_cells__cell__channels_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Channels over a period, at most 2,000 points each
         * @description Lowest, highest and mean per pixel, from frames or the roll-up ladder.
         */
        get: operations["series_api_v1_cells__cell__series_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened: alarms, changed parameters, gaps
         * @description Newest first, of one cell or of the whole plant.
         */
        get: operations["events_api_v1_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * produced = waiting at the edge + stored
         * @description For every cell of the plant whose gateway has counted.
         */
        get: operations["counters_api_v1_counters_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All simulated cells as their instructor sees them
         * @description 503 when no simulator can be asked.
         */
        get: operations["cells_api_v1_control_cells_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One simulated cell as its instructor sees it
         * @description 404 when it is not simulated.
         */
        get: operations["cell_api_v1_control_cells__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which faults there are, and which cannot be here
         * @description With what each does in one sentence.
         */
        get: operations["faults_api_v1_control_cells__cell__faults_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/truth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was really the case
         * @description Shots with the strength of each fault and the defects of each part, and deeds; newest first.
         */
        get: operations["truth_api_v1_control_cells__cell__truth_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/pace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How fast its time runs
         * @description From 0.1 to 1000, or max; for visitors up to 20. A run of its own begins.
         */
        post: operations["pace_api_v1_control_cells__cell__pace_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let its time stand
         * @description What it told stays; nothing new comes.
         */
        post: operations["freeze_api_v1_control_cells__cell__freeze_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/go-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let its time run again
         * @description After more than a minute it meets the plant's clock, in a run of its own.
         */
        post: operations["go_on_api_v1_control_cells__cell__go_on_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One shot of a frozen cell
         * @description 409 when it is not frozen.
         */
        post: operations["step_api_v1_control_cells__cell__step_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep it as it is, under a name
         * @description At most 20; the same name replaces.
         */
        post: operations["snapshot_api_v1_control_cells__cell__snapshot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on as it was in a snapshot
         * @description With the faults and settings of then; its clock goes on.
         */
        post: operations["restore_api_v1_control_cells__cell__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/backtrack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on as it was minutes ago
         * @description `went_back_s` says how far it really went.
         */
        post: operations["backtrack_api_v1_control_cells__cell__backtrack_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/seed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin anew with a seed
         * @description Settled production without faults: the same seed gives the same shots.
         */
        post: operations["seed_api_v1_control_cells__cell__seed_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/setting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change a setting
         * @description In force with the next shot; without a value the cell's own again.
         */
        post: operations["setting_api_v1_control_cells__cell__setting_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open another lot of material
         * @description It arrives over the contents of hopper and barrel.
         */
        post: operations["lot_api_v1_control_cells__cell__lot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/regrind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Feed another share of regrind
         * @description 422 where the parts do not allow it.
         */
        post: operations["regrind_api_v1_control_cells__cell__regrind_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/lapse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let it wear, foul and scale faster
         * @description A labelled time lapse for slow faults; a run of its own begins.
         */
        post: operations["lapse_api_v1_control_cells__cell__lapse_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/inject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a fault into it
         * @description 422 when it cannot be in this cell, 409 when it is there already.
         */
        post: operations["inject_api_v1_control_cells__cell__inject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control/cells/{cell}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a fault out, or all
         * @description What it has done heals by itself.
         */
        post: operations["clear_api_v1_control_cells__cell__clear_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Energy of each cell of the plant
         * @description In the shift, day, week or month of a moment; without one in that which goes on.
         */
        get: operations["plant_api_v1_energy_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/export/cells.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Energy of each cell as CSV
         * @description One row per cell; an empty figure cannot be calculated, and the column after it says why.
         */
        get: operations["export_api_v1_energy_export_cells_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Energy of a cell
         * @description With its performance line, energy by state, windows and shares of regrind.
         */
        get: operations["of_cell_api_v1_energy__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/{cell}/regrind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed with another share of regrind
         * @description Shots of the same job and settings at different shares: what moved, rejects, energy; or why not.
         */
        get: operations["regrind_api_v1_energy__cell__regrind_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/{cell}/export/windows.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Windows of a cell as CSV
         * @description One row per window, oldest first: energy and parts of the same time.
         */
        get: operations["windows_csv_api_v1_energy__cell__export_windows_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/{cell}/export/states.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Energy by state of a cell as CSV
         * @description One row per state: how long, in how much of that the meter was read, energy and power of that time.
         */
        get: operations["states_csv_api_v1_energy__cell__export_states_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/{cell}/export/fed.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Regrind hour by hour as CSV
         * @description One row per hour and share, as it was set; an empty share was not told.
         */
        get: operations["fed_csv_api_v1_energy__cell__export_fed_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/{cell}/export/regrind.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Comparison of regrind as CSV
         * @description One row per share and family of numbers, with intervals.
         */
        get: operations["regrind_csv_api_v1_energy__cell__export_regrind_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/export/shots.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shots as CSV
         * @description One row per shot, newest first; an empty field was not measured.
         */
        get: operations["shots_csv_api_v1_cells__cell__export_shots_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/export/shots.parquet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shots as Parquet
         * @description The same columns as the CSV, typed.
         */
        get: operations["shots_parquet_api_v1_cells__cell__export_shots_parquet_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/export/series.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Channels as CSV
         * @description At most 1,000 buckets of the period, each with low, high and mean.
         */
        get: operations["series_csv_api_v1_cells__cell__export_series_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/export/series.parquet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Channels as Parquet
         * @description The same columns as the CSV, typed.
         */
        get: operations["series_parquet_api_v1_cells__cell__export_series_parquet_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eyes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the eyes are
         * @description What waits, what was skipped since when, the worker, what was learnt and is being learnt.
         */
        get: operations["eyes_api_v1_eyes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eyes/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scores, to see what a threshold would do
         * @description Of goods that were held back, of the newest inspections by this version, and what people said of them.
         */
        get: operations["decide_api_v1_eyes_decide_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/eyes/models/{model}/learn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Learn anew from what people have told (instructor)
         * @description In the background, also with fewer than 20 confirmed defects; what comes of it is in /eyes and noted.
         */
        post: operations["learn_api_v1_eyes_models__model__learn_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/firm/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Firms to begin with
         * @description Their figures are ours, not a firm's.
         */
        get: operations["firms_api_v1_firm_examples_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/firm/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What each station would do for a firm
         * @description Low, likely and high, pay-back, what moves it most. Nothing of it is kept.
         */
        post: operations["reckoned_api_v1_firm_effects_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A cell as its operator sees it
         * @description The standstill that goes on, the job, what was noted last, and what can be noted.
         */
        get: operations["floor_api_v1_floor__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say why it stands (operator)
         * @description Without a moment it is the stop that goes on, from its beginning.
         */
        post: operations["stop_api_v1_floor__cell__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}/scrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count bad parts (operator)
         * @description Those that a person has sorted out, beside those that the machine called bad.
         */
        post: operations["scrap_api_v1_floor__cell__scrap_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}/job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a job (operator)
         * @description It ends where the next one begins, or at `to_us`.
         */
        post: operations["job_api_v1_floor__cell__job_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release the first part, or do not (operator)
         * @description Who looked at it, when, with what outcome.
         */
        post: operations["release_api_v1_floor__cell__release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}/measured": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Weight and dimensions of a part (operator)
         * @description By quantity, in its own unit; what cannot be is refused.
         */
        post: operations["measured_api_v1_floor__cell__measured_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}/care": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A part was cared for, or is to be every so many shots (operator)
         * @description Of the mould that is in the press, unless another one is named.
         */
        post: operations["care_api_v1_floor__cell__care_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/floor/{cell}/{kind}/{number}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an entry back (operator)
         * @description It stays on record, and counts no longer.
         */
        post: operations["undo_api_v1_floor__cell___kind___number__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gauge/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The virtual gauges of a cell
         * @description A gauge for each quantity that is measured: what it has learnt, or what it still needs.
         */
        get: operations["gauges_api_v1_gauge__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gauge/{cell}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a gauge says of the newest shots
         * @description Each with its 90 % interval or why not, beside what was measured; all measured parts.
         */
        get: operations["detail_api_v1_gauge__cell__readings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gauge/{cell}/shots/{shot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the gauges say of one shot
         * @description By the version that was in force when it was made.
         */
        get: operations["shot_api_v1_gauge__cell__shots__shot__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gauge/{cell}/export/gauge.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readings of a gauge as CSV
         * @description One row per shot, oldest first; an empty field is not known.
         */
        get: operations["gauge_csv_api_v1_gauge__cell__export_gauge_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/glossary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The shop's own words
         * @description Every term in every language that has it; files that cannot be read are named.
         */
        get: operations["words_api_v1_glossary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/guide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * May who asks move the tour?
         * @description For who teaches, and for a guide's tablet.
         */
        get: operations["may_guide_api_v1_tour_guide_get"];
        put?: never;
        /**
         * This tablet is the guide's
         * @description With a code that the instructor's page shows. Noted in the record.
         */
        post: operations["take_api_v1_tour_guide_post"];
        /**
         * This tablet is no guide's any more
         * @description The pass is forgotten on both sides; whoever holds the tablet next moves nothing.
         */
        delete: operations["give_back_api_v1_tour_guide_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/guide/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A code for a guide's tablet (instructor)
         * @description Good for one tablet, for five minutes.
         */
        post: operations["new_pass_api_v1_tour_guide_codes_post"];
        /**
         * End every guide's pass (instructor)
         * @description For a tablet that is lost: codes and passes of all tablets end. Noted in the record.
         */
        delete: operations["end_all_api_v1_tour_guide_codes_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/guide/export/pass.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The code as a QR code
         * @description Drawn of what is asked for; it says nothing about whether the code holds.
         */
        get: operations["pass_svg_api_v1_tour_guide_export_pass_svg_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the eyes saw, newest first
         * @description Of one cell or of the whole plant; the run that is shown now.
         */
        get: operations["inspections_api_v1_inspections_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{inspection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One inspection with everything that was found
         * @description Checks with their outlines, the map, pictures, what people said, and the shot it belongs to.
         */
        get: operations["inspection_api_v1_inspections__inspection__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export/inspections/{inspection}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The map of where, as a grey picture
         * @description Brighter is farther from normal; 404 when there is none or it is not kept any longer.
         */
        get: operations["where_api_v1_export_inspections__inspection__map_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{inspection}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm or correct a verdict (instructor)
         * @description It is noted who said what; from 20 confirmed defects on the eyes learn from them.
         */
        post: operations["correct_api_v1_inspections__inspection__correction_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs that were told
         * @description Of one cell or the plant, by their beginning, the newest first.
         */
        get: operations["jobs_api_v1_jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over jobs from a CSV file (instructor)
         * @description Good rows are taken over, every other one is told with what to do; the same file twice does no harm.
         */
        post: operations["take_over_api_v1_jobs_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is kept how long, and what has gone
         * @description By kind, as the plant file says; what has gone is counted.
         */
        get: operations["what_is_kept_api_v1_kept_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live-message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One message of the live stream
         * @description The snapshot that a new viewer begins with, for those who look once or whose network stops WebSockets.
         */
        get: operations["live_message_api_v1_live_message_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this browser has left
         * @description With what was agreed to, word by word, and the code that deletes it from elsewhere.
         */
        get: operations["what_is_mine_api_v1_mine_get"];
        put?: never;
        post?: never;
        /**
         * Delete everything that this browser has left
         * @description For good, votes too; counts follow at once.
         */
        delete: operations["delete_all_api_v1_mine_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mine/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is agreed to when a name is left
         * @description One text per purpose, in English where a language has none.
         */
        get: operations["consents_api_v1_mine_consents_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mine/export/mine.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this browser has left, as a file
         * @description JSON, with the consents and without the code.
         */
        get: operations["export_api_v1_mine_export_mine_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mine/{kind}/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete one thing that this browser has left
         * @description For good. A vote has the number of what was voted for.
         */
        delete: operations["delete_one_api_v1_mine__kind___number__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mine/{kind}/{number}/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw a consent
         * @description Name and contact go at once, and nobody sees them any more; what was said without them stays.
         */
        delete: operations["withdraw_api_v1_mine__kind___number__names_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mine/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go, and leave no trace in this browser
         * @description For a device that others use next: what was left stays, and only its code deletes it from now on.
         */
        post: operations["leave_api_v1_mine_leave_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mine/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete by code
         * @description Everything left under this code, from any device; who teaches does it for who asks in writing.
         */
        post: operations["forget_api_v1_mine_forget_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mould-room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Moulds in their presses
         * @description Of every cell of the plant that says which mould it has.
         */
        get: operations["moulds_api_v1_mould_room_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mould-room/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One mould with its cavities
         * @description Inspections, tracked defects with a forecast, cleanings with pictures before and after, and the plan.
         */
        get: operations["mould_api_v1_mould_room__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Effectiveness of the plant and each of its cells
         * @description In the shift, day, week or month of a moment; without one in that which goes on.
         */
        get: operations["plant_api_v1_oee_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oee/export/cells.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Effectiveness as CSV
         * @description One row per cell, hours and parts; an empty ratio cannot be calculated, and the next column says why.
         */
        get: operations["export_api_v1_oee_export_cells_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oee/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Effectiveness of a cell
         * @description With its losses, reasons, flags, and the shorter periods that this one is made of.
         */
        get: operations["of_cell_api_v1_oee__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/pictured": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest pictures of a part or cavity
         * @description One series, one picture for each light; null: none has come yet. Nobody need have judged them.
         */
        get: operations["newest_api_v1_cells__cell__pictured_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export/pictures/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture's own bytes
         * @description By the SHA-256 of its bytes; 404 when nobody sent it or it is not kept any longer.
         */
        get: operations["picture_api_v1_export_pictures__sha256__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Name, calendar and clock
         * @description What the plant is called, which calendar it follows, what time the hub has.
         */
        get: operations["plant_api_v1_plant_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does data flow?
         * @description Always 200, with the truth inside; see `/ready` for machines that only read the code.
         */
        get: operations["health_api_v1_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 200 when data is stored, 503 when not
         * @description For container health checks.
         */
        get: operations["ready_api_v1_ready_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages that could not be read
         * @description By reason, with counts; nothing is lost in silence.
         */
        get: operations["quarantine_api_v1_quarantine_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every MQTT topic that passes by
         * @description Rates, sizes and the newest payload.
         */
        get: operations["topics_api_v1_topics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quantities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every quantity Sprue has a word for
         * @description Unit, meaning, plausible range and OPC 40077 name.
         */
        get: operations["quantities_api_v1_quantities_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alarms of the process in the whole plant
         * @description Those that go on, of cells of the plant, newest first.
         */
        get: operations["alarms_api_v1_process_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the process of a cell is
         * @description Every watched number against its template, and the alarm that goes on with its evidence.
         */
        get: operations["process_api_v1_process__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{cell}/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alarms of a cell
         * @description What was called, newest first, with causes and what people found.
         */
        get: operations["of_cell_api_v1_process__cell__alarms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/alarms/{number}/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what it was (instructor)
         * @description It is noted who said what; the newest word counts.
         */
        post: operations["tell_api_v1_process_alarms__number__told_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{cell}/learn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * This is how it should be: learn it anew (instructor)
         * @description The template is learnt from the next good shots; nothing is called meanwhile. What was called stays.
         */
        post: operations["learn_api_v1_process__cell__learn_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be charted of a cell
         * @description Quantities of its newest shots and parts, with counts, and the kinds of chart.
         */
        get: operations["quality_api_v1_quality__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/{cell}/chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Control chart of a quantity
         * @description Points oldest first, with limits for each, and what the rules mark. Limits once learnt are kept.
         */
        get: operations["chart_api_v1_quality__cell__chart_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/{cell}/capability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How well a quantity fits a tolerance
         * @description Cp, Cpk, Pp, Ppk of the newest stretch with their intervals, or why there are none. Nothing is kept.
         */
        get: operations["capability_api_v1_quality__cell__capability_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/{cell}/export/chart.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Control chart as CSV
         * @description One row per point, oldest first; an empty field is no number.
         */
        get: operations["chart_csv_api_v1_quality__cell__export_chart_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality-class/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try it on your own parts
         * @description A CSV file with a row per part: numbers, and a column `class`. Learns in a program of its own.
         */
        post: operations["attempt_api_v1_quality_class_try_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export/inspections/{inspection}/relief.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the face is bent, as a grey picture
         * @description In the pixels of its pictures, darker in grooves; 404 without pictures under all four raking lamps.
         */
        get: operations["relief_png_api_v1_export_inspections__inspection__relief_png_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report of a period (instructor)
         * @description By the plant's calendar, beside the period before. No class of fewer than 3 firms is told alone.
         */
        get: operations["told_api_v1_report_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/report/export/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report as CSV (instructor)
         * @description Long form: section, item, value, unit, and the value before. `<3`: too few; empty: told with others.
         */
        get: operations["table_api_v1_report_export_report_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/report/export/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report on paper (instructor)
         * @description A4, in the language asked for; the same figures and words as the page.
         */
        get: operations["paper_api_v1_report_export_report_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roadmap/assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The questions of the self-assessment
         * @description A dozen; what is answered stays on the device until a plan is asked for.
         */
        get: operations["assessment_api_v1_roadmap_assessment_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roadmap/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The road map of a firm
         * @description What fits, what it costs and brings, in which order, why, and what is out and why. Nothing is kept.
         */
        post: operations["plan_api_v1_roadmap_plan_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roadmap/export/plan.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The road map on paper
         * @description A4, two pages at most, in the language asked for. Nothing is kept.
         */
        post: operations["paper_api_v1_roadmap_export_plan_pdf_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roadmap/export/plan.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The road map as data
         * @description The same as `plan`, as a file.
         */
        post: operations["data_api_v1_roadmap_export_plan_json_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is asking
         * @description Everybody is a visitor until they sign in.
         */
        get: operations["me_api_v1_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a secret
         * @description Operator, instructor or admin, whichever the secret opens; five tries a minute.
         */
        post: operations["login_api_v1_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description The token is forgotten on both sides.
         */
        post: operations["logout_api_v1_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what (admin)
         * @description Newest first.
         */
        get: operations["audit_api_v1_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/rebirth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a cell to introduce itself again (instructor)
         * @description For a consultant who has changed a layout.
         */
        post: operations["rebirth_api_v1_cells__cell__rebirth_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which machines there are, how many are free, which is mine
         * @description `why_not` says why none can be borrowed; `watch` names one when all are taken.
         */
        get: operations["desk_api_v1_sandbox_get"];
        put?: never;
        /**
         * Borrow a machine
         * @description For a while, one per visitor. 409 when all are taken: then one can be watched.
         */
        post: operations["borrow_api_v1_sandbox_post"];
        /**
         * Give it back
         * @description What it made goes with it. Who has none gives nothing back.
         */
        delete: operations["give_back_api_v1_sandbox_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which roles have a secret, and since when (admin)
         * @description Never the secrets themselves: only their hashes are kept.
         */
        get: operations["secrets_api_v1_secrets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/{of}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the secret of operators or the instructor (admin)
         * @description At least twelve characters, and no other role's own. It ends the one before as a new one does.
         */
        put: operations["choose_api_v1_secrets__of__put"];
        /**
         * Make a new secret for operators or the instructor (admin)
         * @description Told this once. The one before is void, and whoever signed in with it is signed out.
         */
        post: operations["renew_api_v1_secrets__of__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/shots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shots of a cell
         * @description Newest or lowest cavity pressure first; values that were not measured are absent.
         */
        get: operations["shots_api_v1_cells__cell__shots_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/standouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shots that stand out, with the reason
         * @description Always the one with the lowest cavity pressure; of the hours before the cell's newest shot.
         */
        get: operations["standing_out_api_v1_cells__cell__standouts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/shots/{shot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One shot with everything known about it
         * @description Curves, phases, measurements, bands of recent good shots, findings, neighbours.
         */
        get: operations["detail_api_v1_cells__cell__shots__shot__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cells/{cell}/shots/{shot}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The golden template of a shot
         * @description Median and 5th to 95th percentile of recent good shots, of the same settings when there are enough.
         */
        get: operations["template_api_v1_cells__cell__shots__shot__template_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All stations
         * @description In the order of the tour; files that cannot be read are named.
         */
        get: operations["stations_api_v1_stations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{station}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station with its text
         * @description Figures are those of the example firm, reckoned now. 404 when there is none of this name.
         */
        get: operations["station_api_v1_stations__station__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which studies there are, and of which cells a copy can be studied
         * @description In the order in which one does them; `why_not` where no simulator can be asked.
         */
        get: operations["listing_api_v1_studies_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studies/{study}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a study on a simulated copy of a cell
         * @description The cell goes on as ever. 409 while another study is made, 429 for who asks too often.
         */
        post: operations["run_api_v1_studies__study__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studies/{study}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read points from a real press (CSV)
         * @description One row per shot; rows that cannot be read are told, the others are used. Nothing is kept.
         */
        post: operations["points_api_v1_studies__study__points_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/technologies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Technologies by readiness and sector
         * @description Those that can be seen here name their station; files that cannot be read are named.
         */
        get: operations["every_api_v1_technologies_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meetings, topics, and what this browser may see
         * @description Counts are for everybody; contacts only for who has opted in on the same topic.
         */
        get: operations["together_api_v1_together_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/meetings/{number}/seat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a seat
         * @description Anonymous, or with name and e-mail and a consent. A full meeting refuses; who has a seat changes it.
         */
        put: operations["take_api_v1_together_meetings__number__seat_put"];
        post?: never;
        /**
         * Give a seat back
         * @description It is free at once. Who has none gives none back.
         */
        delete: operations["give_back_api_v1_together_meetings__number__seat_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/interests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * We look for this, we offer this
         * @description Counted at once; a contact is shown to nobody without a consent, and then to who has opted in as well.
         */
        post: operations["interest_api_v1_together_interests_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/moderation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All interests (instructor)
         * @description With what was left, to be moderated.
         */
        get: operations["interests_api_v1_together_moderation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/interests/{number}/moderation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hide an interest, or show it again (instructor)
         * @description A hidden one is in no count, sees nobody and is seen by nobody.
         */
        post: operations["hide_api_v1_together_interests__number__moderation_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/interests/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an interest (instructor)
         * @description For who asks for it, also by telephone and without the code: it goes with its contact, at once.
         */
        delete: operations["strike_interest_api_v1_together_interests__number__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce a seminar or a joint project (instructor)
         * @description It is on the page at once.
         */
        post: operations["announce_api_v1_together_meetings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/meetings/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change what was announced (instructor)
         * @description Seats stay; with fewer places than seats nobody is sent away. One that has begun keeps its time.
         */
        put: operations["change_api_v1_together_meetings__number__put"];
        post?: never;
        /**
         * Cancel a meeting (instructor)
         * @description It stays on the page as cancelled, for those who have a seat.
         */
        delete: operations["cancel_api_v1_together_meetings__number__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/meetings/{number}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who comes (instructor)
         * @description Names and addresses of who gave them for this; the others are anonymous.
         */
        get: operations["seats_api_v1_together_meetings__number__seats_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/together/meetings/{number}/seats/{seat}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take one seat back (instructor)
         * @description For who called, or for a mistake: it is free, and name and address are deleted, at once.
         */
        delete: operations["strike_api_v1_together_meetings__number__seats__seat__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the tour stands
         * @description The live stream says the same as soon as it changes.
         */
        get: operations["tour_api_v1_tour_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/presses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Presses that the group has borrowed
         * @description The one taken last comes last; none while there is no group.
         */
        get: operations["presses_api_v1_tour_presses_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a group (guide)
         * @description 409 while one walks. What an ended group left on its tablets goes.
         */
        post: operations["start_api_v1_tour_start_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the tour (guide)
         * @description 409 when it does not stand where this tablet saw it: a second tap does nothing twice.
         */
        post: operations["move_api_v1_tour_move_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the tour (guide)
         * @description It is counted. Its screens thank, and ask how it was, until the house is ready for the next group.
         */
        post: operations["end_api_v1_tour_end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/next-group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get ready for the next group (guide)
         * @description Ends the group, clears tablets, wall and language, gives back the presses that were borrowed.
         */
        post: operations["next_group_api_v1_tour_next_group_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A first stop to rehearse from (guide)
         * @description Nothing of it is kept, no screen follows it, nothing is counted.
         */
        post: operations["rehearse_api_v1_tour_rehearse_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/rehearse/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The next step of a rehearsal (guide)
         * @description What came in with one more deed.
         */
        post: operations["rehearsed_api_v1_tour_rehearse_move_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A tablet joins the group
         * @description The press that it borrows from now on is given back with the group's.
         */
        post: operations["join_api_v1_tour_join_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A tablet forgets who held it
         * @description What the browser keeps out of reach of scripts goes; nothing of the hub is changed.
         */
        post: operations["leave_api_v1_tour_leave_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how the visit was
         * @description From 1 to 5, once by each device that joined the group of this code. Nobody is in it.
         */
        post: operations["rate_api_v1_tour_rating_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a tablet goes to join
         * @description With the group's code while one walks; `here_only` when no other device gets here by it.
         */
        get: operations["invitation_api_v1_tour_invitation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tour/export/join.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as a QR code
         * @description Drawn by the hub; no other site is asked.
         */
        get: operations["join_svg_api_v1_tour_export_join_svg_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When the doors are open
         * @description From a day ago on. How many firms and which sectors come, never their names.
         */
        get: operations["slots_api_v1_visits_slots_get"];
        put?: never;
        /**
         * Open the doors at a time (instructor)
         * @description `starts` is read by the plant's calendar.
         */
        post: operations["open_slot_api_v1_visits_slots_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/slots/{slot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * A slot does not take place (instructor)
         * @description It stays on the list as such, and who has booked it sees that with the code.
         */
        delete: operations["close_slot_api_v1_visits_slots__slot__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/slots/{slot}/firms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who comes (instructor)
         * @description With names and contacts, where they were left with consent.
         */
        get: operations["firms_api_v1_visits_slots__slot__firms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/slots/{slot}/bookings/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel one booking (instructor)
         * @description For a firm that called, or for a mistake: its places are free and its name and contact gone at once.
         */
        delete: operations["strike_api_v1_visits_slots__slot__bookings__number__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/slots/{slot}/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book places for a firm
         * @description The code is told this once. Competitors are welcome; a full slot says how many places are left.
         */
        post: operations["book_api_v1_visits_slots__slot__bookings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/bookings/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A booking, by its code
         * @description 404 when there is none. Who tries many codes waits.
         */
        get: operations["booked_api_v1_visits_bookings__code__get"];
        /**
         * Change a booking
         * @description All of it is said anew; a name that is left out is deleted.
         */
        put: operations["change_api_v1_visits_bookings__code__put"];
        post?: never;
        /**
         * Cancel a booking
         * @description Its places are free at once; name and contact are deleted at once.
         */
        delete: operations["cancel_api_v1_visits_bookings__code__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/itinerary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The way through the hall for a role and a time
         * @description Never longer than the time there is; the last stop is the visitor's own firm.
         */
        get: operations["way_api_v1_visits_itinerary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/walks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count a visit without a guide, when it has ended
         * @description One row, without anybody in it. Its stops are stations of this house or `my-firm`, each once.
         */
        post: operations["walk_api_v1_visits_walks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is counted of visits (instructor)
         * @description Groups that began, walks that ended, ratings that were given in this time.
         */
        get: operations["counts_of_api_v1_visits_counts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What visitors say
         * @description What an instructor has shown, with answers; counts are of this moment and of all that is not hidden.
         */
        get: operations["voices_api_v1_voices_get"];
        put?: never;
        /**
         * Say something
         * @description It waits until an instructor shows it; what it counts, it counts at once.
         */
        post: operations["say_api_v1_voices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/deeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which firm like mine did it
         * @description Those most alike first. Sector and size of firms without a name are told only where enough share them.
         */
        get: operations["deeds_api_v1_voices_deeds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/moderation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All voices (instructor)
         * @description Whatever their state, the newest first.
         */
        get: operations["moderation_api_v1_voices_moderation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/{number}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Be for a proposal
         * @description Once per browser.
         */
        put: operations["vote_api_v1_voices__number__vote_put"];
        post?: never;
        /**
         * Take a vote back
         * @description Who gave none takes none back.
         */
        delete: operations["unvote_api_v1_voices__number__vote_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/{number}/moderation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show, hide, answer (instructor)
         * @description What was done has a sentence and a day that is not to come; without a day it is today.
         */
        post: operations["moderate_api_v1_voices__number__moderation_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a voice (instructor)
         * @description For who asks for it, also by telephone and without the code: it goes with its votes, at once.
         */
        delete: operations["strike_api_v1_voices__number__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each cell needs next
         * @description All cells of the plant.
         */
        get: operations["plant_api_v1_wear_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wear/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a cell's press and mould need next
         * @description Parts with their signs, point by point, of at most 90 days.
         */
        get: operations["of_cell_api_v1_wear__cell__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wear/{cell}/export/wear.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signs of wear as CSV
         * @description One row per sign and point: shots made so far, value, unit, reference and limit.
         */
        get: operations["export_api_v1_wear__cell__export_wear_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ActiveFault
         * @description A fault that is in a cell, with its strength at this moment.
         */
        ActiveFault: {
            /** Name */
            name: string;
            /** Severity */
            severity: number;
            /**
             * Shape
             * @enum {string}
             */
            shape: "step" | "ramp" | "intermittent";
            /** Time Constant S */
            time_constant_s: number;
            /**
             * Onset Us
             * @description UTC, microseconds since 1970-01-01
             */
            onset_us: number;
            /** Strength */
            strength: number;
        };
        /**
         * AgainstView
         * @description A share of regrind against the lowest one of the same job and settings.
         *
         *     Rejects are null where nobody judged, energy where shots do not tell it. `in_turn`: shares changed to and
         *     fro; otherwise whatever else changed with time is in the differences.
         */
        AgainstView: {
            /** Share Pct */
            share_pct: number;
            /** Base Pct */
            base_pct: number;
            /** Shots */
            shots: number;
            /** Base Shots */
            base_shots: number;
            /** Moved */
            moved: components["schemas"]["MovedView"][];
            rejects: components["schemas"]["BoundsView"] | null;
            base_rejects: components["schemas"]["BoundsView"] | null;
            energy_pct: components["schemas"]["BoundsView"] | null;
            /** In Turn */
            in_turn: boolean;
        };
        /**
         * AidLimitView
         * @description What made an estimate less than the call's rate.
         */
        AidLimitView: {
            /**
             * Name
             * @enum {string}
             */
            name: "ceiling" | "de_minimis" | "below_least" | "no_rule";
            /** Eur */
            eur: number;
            /** Text */
            text: string;
        };
        /**
         * AidView
         * @description De minimis on this day, and each call.
         */
        AidView: {
            /** Ceiling Eur */
            ceiling_eur: number | null;
            /** Received Eur */
            received_eur: number;
            /** Left Eur */
            left_eur: number | null;
            /** Years */
            years: number | null;
            /** Counted */
            counted: ("fiscal_years" | "any_years") | null;
            /** Regulation */
            regulation: string | null;
            /** Link */
            link: string | null;
            /** Text */
            text: string;
            /** Calls */
            calls: components["schemas"]["CallView"][];
        };
        /**
         * AlarmNow
         * @description The process is called to have left its level; what gauges say meanwhile may be wrong.
         */
        AlarmNow: {
            /** Since Us */
            since_us: number;
            /** Cause */
            cause: string | null;
        };
        /**
         * AnswerView
         * @description A visitor's question and its answer; the question's words are `station.ask.<name>`.
         */
        AnswerView: {
            /** Name */
            name: string;
            /** Html */
            html: string;
        };
        /**
         * AreaStandingView
         * @description How far an area is: its weakest answer. Without one nobody knows.
         */
        AreaStandingView: {
            /** Area */
            area: string;
            /** Title */
            title: string;
            /** Level */
            level: number | null;
            /** Question */
            question: string | null;
            /** Answer */
            answer: string | null;
            /** Text */
            text: string;
        };
        /**
         * AreaView
         * @description A part of the firm.
         */
        AreaView: {
            /** Area */
            area: string;
            /** Title */
            title: string;
        };
        /**
         * AssessmentView
         * @description All of it, in the language that was asked for.
         */
        AssessmentView: {
            /** Areas */
            areas: components["schemas"]["AreaView"][];
            /** Questions */
            questions: components["schemas"]["QuestionView"][];
        };
        /**
         * AssumeView
         * @description An assumption: its ends, where they come from, and the visitor's own figure.
         */
        AssumeView: {
            /** Name */
            name: string;
            /** Low */
            low: number;
            /** Likely */
            likely: number;
            /** High */
            high: number;
            /** Unit */
            unit: string;
            /** Source */
            source: string;
            /** Own */
            own: number | null;
        };
        /**
         * AuditView
         * @description Who changed what.
         */
        AuditView: {
            /** At Us */
            at_us: number;
            /** Role */
            role: string;
            /** What */
            what: string;
            /** Detail */
            detail: string;
        };
        /**
         * AxisView
         * @description What an axis shows; its name under `study.axis.<name>`.
         */
        AxisView: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
        };
        /**
         * BacktrackWish
         * @description How far to go back, by the cell's own clock.
         */
        BacktrackWish: {
            /** Minutes */
            minutes: number;
        };
        /**
         * Band
         * @description The range in which recent good shots lay, and a process limit where one is declared.
         */
        Band: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Value */
            value: number | null;
            /** Low */
            low: number | null;
            /** Median */
            median: number | null;
            /** High */
            high: number | null;
            /** Limit Low */
            limit_low: number | null;
            /** Limit High */
            limit_high: number | null;
            /** Spread */
            spread: number | null;
            /** Distance */
            distance: number | null;
        };
        /**
         * BandView
         * @description The line at a throughput, and its 95 % interval there.
         */
        BandView: {
            /** Kg H */
            kg_h: number;
            /** Kw */
            kw: number;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * BesideView
         * @description An auxiliary with a meter of its own.
         */
        BesideView: {
            /** Name */
            name: string;
            /** Kwh */
            kwh: number;
            /** Measured Us */
            measured_us: number;
        };
        /**
         * BookedView
         * @description A new booking. Its code is told this once; by it the booking is seen, changed and cancelled.
         */
        BookedView: {
            slot: components["schemas"]["SlotView"];
            /** People */
            people: number;
            /**
             * Sector
             * @enum {string}
             */
            sector: "toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other";
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "production" | "maintenance" | "quality" | "it";
            /**
             * Size
             * @enum {string}
             */
            size: "micro" | "small" | "medium" | "large";
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es" | "it" | "ca-valencia";
            /** Name */
            name: string | null;
            /** Contact */
            contact: string | null;
            /**
             * Consent
             * @description The version of the words that were agreed to
             */
            consent: string | null;
            /** Consent Us */
            consent_us: number | null;
            /**
             * Forgotten Us
             * @description When name and contact are deleted by themselves
             */
            forgotten_us: number | null;
            /** Booked Us */
            booked_us: number;
            /** Cancelled */
            cancelled: boolean;
            /** Code */
            code: string;
        };
        /**
         * BookingIn
         * @description A firm that wants to come. Name and contact only with consent.
         */
        BookingIn: {
            /** People */
            people: number;
            /**
             * Sector
             * @enum {string}
             */
            sector: "toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other";
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "production" | "maintenance" | "quality" | "it";
            /**
             * Size
             * @enum {string}
             */
            size: "micro" | "small" | "medium" | "large";
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es" | "it" | "ca-valencia";
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Contact
             * @default
             */
            contact?: string;
            /**
             * Consent
             * @default false
             */
            consent?: boolean;
        };
        /**
         * BookingView
         * @description A booking as who made it sees it, with the time that was booked.
         */
        BookingView: {
            slot: components["schemas"]["SlotView"];
            /** People */
            people: number;
            /**
             * Sector
             * @enum {string}
             */
            sector: "toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other";
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "production" | "maintenance" | "quality" | "it";
            /**
             * Size
             * @enum {string}
             */
            size: "micro" | "small" | "medium" | "large";
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es" | "it" | "ca-valencia";
            /** Name */
            name: string | null;
            /** Contact */
            contact: string | null;
            /**
             * Consent
             * @description The version of the words that were agreed to
             */
            consent: string | null;
            /** Consent Us */
            consent_us: number | null;
            /**
             * Forgotten Us
             * @description When name and contact are deleted by themselves
             */
            forgotten_us: number | null;
            /** Booked Us */
            booked_us: number;
            /** Cancelled */
            cancelled: boolean;
        };
        /**
         * BoundsView
         * @description A number with its 95 % interval.
         */
        BoundsView: {
            /** Value */
            value: number;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * Break
         * @description The one big, safe, reversible switch. Evidence is there within `within_s` of it.
         */
        Break: {
            /**
             * Machine
             * @description small letters, digits and dashes, for example imm-1
             */
            machine: string;
            deed: components["schemas"]["Deed"];
            /**
             * Pace
             * @description Above 1 it is a time lapse, and says so
             * @default 1
             */
            pace?: number;
            /**
             * Within S
             * @default 60
             */
            within_s?: number;
            /**
             * Evidence
             * @enum {string}
             */
            evidence: "stands_out" | "rejected" | "mould_rejected" | "called" | "waiting" | "refused" | "moved";
            /**
             * Quantity
             * @description Of shots; for `moved`
             * @default
             */
            quantity?: string;
        };
        /**
         * CableDesk
         * @description A cable with both its ends. `why_not`: it cannot be pulled here; without numbers there are none yet.
         */
        CableDesk: {
            /** Cell */
            cell: string;
            why_not: components["schemas"]["RefusalView"] | null;
            /** Plugged */
            plugged: boolean;
            /** Lines */
            lines: number;
            outage: components["schemas"]["Outage"] | null;
            /**
             * Hears
             * @description Whether the hub hears the gateway: its own knowledge, not the cable's
             */
            hears: boolean;
            numbers: components["schemas"]["Reckoning"] | null;
            /**
             * Unread
             * @description Why the database cannot be read
             */
            unread: string | null;
            /**
             * Counted Us
             * @description UTC, microseconds since 1970-01-01
             */
            counted_us: number;
        };
        /**
         * CableWish
         * @description Whether the cable between a sandbox's gateway and the broker is in.
         */
        CableWish: {
            /** Plugged */
            plugged: boolean;
        };
        /**
         * CallView
         * @description A call. Only an open one has figures.
         */
        CallView: {
            /** Call */
            call: string;
            /** Name */
            name: string;
            /** Authority */
            authority: string;
            /**
             * Opens
             * Format: date
             */
            opens: string;
            /**
             * Closes
             * Format: date
             */
            closes: string;
            /** Rate Pct */
            rate_pct: number;
            /** Ceiling Eur */
            ceiling_eur: number | null;
            /** Least Eur */
            least_eur: number | null;
            /** Historical */
            historical: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "not_yet" | "over";
            /** Eligible Eur */
            eligible_eur: number | null;
            /** Estimate Eur */
            estimate_eur: number | null;
            /** Limits */
            limits: components["schemas"]["AidLimitView"][];
            /** Link */
            link: string;
            /** Note */
            note: string;
            /** Text */
            text: string;
        };
        /**
         * CapabilityView
         * @description How well the newest stretch fits a tolerance that the visitor names; it is kept nowhere.
         */
        CapabilityView: {
            /** Cell */
            cell: string;
            /** Quantity */
            quantity: string;
            /** Unit */
            unit: string;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Low */
            low: number | null;
            /** High */
            high: number | null;
            /** Count */
            count: number;
            /** From Us */
            from_us: number | null;
            /** To Us */
            to_us: number | null;
            /** Job */
            job: string | null;
            /** Reason */
            reason: ("too_few" | "no_tolerance" | "tolerance_reversed" | "no_spread") | null;
            /** Needs */
            needs: number;
            cp?: components["schemas"]["IndexView"] | null;
            cpk?: components["schemas"]["IndexView"] | null;
            pp?: components["schemas"]["IndexView"] | null;
            ppk?: components["schemas"]["IndexView"] | null;
            /** Mean */
            mean?: number | null;
            /** Within */
            within?: number | null;
            /** Overall */
            overall?: number | null;
            /** Independent */
            independent?: number | null;
            /**
             * Remarks
             * @default []
             */
            remarks?: ("not_normal" | "autocorrelated" | "few_independent")[];
            histogram: components["schemas"]["HistogramView"] | null;
        };
        /**
         * CareIn
         * @description A part of press or mould was cared for (`done`), or is to be every so many shots.
         */
        CareIn: {
            /**
             * At Us
             * @description UTC, microseconds; left out: now
             */
            at_us?: number | null;
            /** Replaces */
            replaces?: number | null;
            /**
             * Note
             * @default
             */
            note?: string;
            /** Part */
            part: string;
            /**
             * Done
             * @default true
             */
            done?: boolean;
            /** Every Shots */
            every_shots?: number | null;
            /** Mould */
            mould?: string | null;
        };
        /**
         * CaredView
         * @description A part of press or mould. `since`: shots since it was cared for; not `whole`: at least so many.
         *
         *     `left`: shots to maintenance, below zero when it is over; `by`: `plan`, a sign's name, or `pictures`.
         */
        CaredView: {
            /** Part */
            part: string;
            /**
             * Of
             * @enum {string}
             */
            of: "press" | "mould";
            /**
             * State
             * @enum {string}
             */
            state: "due" | "nearing" | "steady" | "counting" | "unknown";
            /** Since */
            since: number;
            /** Whole */
            whole: boolean;
            /** Done Us */
            done_us: number | null;
            /** Care Id */
            care_id: number | null;
            /** Every Shots */
            every_shots: number | null;
            /** Left */
            left: number | null;
            /** By */
            by: string | null;
            finding: components["schemas"]["FindingView"];
            /**
             * Checked
             * @description Pictures of the mould tell it, and there are some
             */
            checked: boolean;
            /** Signs */
            signs: components["schemas"]["SignView"][];
            /** Marks */
            marks: components["schemas"]["sprue_server__wear_views__MarkView"][];
        };
        /**
         * CauseShare
         * @description How likely a cause is, from 0 to 1.
         */
        CauseShare: {
            /** Cause */
            cause: string;
            /** Share */
            share: number;
        };
        /**
         * CavityView
         * @description One cavity of a mould: what was pictured, newest first, what grows, when to look next.
         */
        CavityView: {
            /** Cavity */
            cavity: number | null;
            /** Inspections */
            inspections: components["schemas"]["InspectionView"][];
            /** Tracks */
            tracks: components["schemas"]["TrackView"][];
            /** Cleanings */
            cleanings: components["schemas"]["CleaningView"][];
            plan: components["schemas"]["PlanView"];
        };
        /**
         * CellEnergyAnswer
         * @description One cell in one period, with its windows, oldest first, and its shares of regrind hour by hour.
         */
        CellEnergyAnswer: {
            period: components["schemas"]["PeriodView"];
            factor: components["schemas"]["FactorView"];
            cell: components["schemas"]["EnergyView"];
            /** Counted */
            counted: components["schemas"]["WindowView"][];
            /** Fed */
            fed: components["schemas"]["FedHourView"][];
        };
        /**
         * CellOeeAnswer
         * @description One cell in one period.
         */
        CellOeeAnswer: {
            period: components["schemas"]["PeriodView"];
            cell: components["schemas"]["OeeView"];
        };
        /**
         * CellView
         * @description A cell as its page shows it; `sandbox`: a visitor's own, in no figure of the plant.
         */
        CellView: {
            /** Cell */
            cell: string;
            /** Sandbox */
            sandbox: boolean;
            /**
             * Time Lapse
             * @description Wear, fouling and scale run so many times faster
             */
            time_lapse: number | null;
            /** Title */
            title: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            at: components["schemas"]["sprue_server__views__Place"] | null;
            /** Gateway */
            gateway: string | null;
            /** Machine */
            machine: string | null;
            /** Product */
            product: string | null;
            /** Mould */
            mould: string | null;
            /** Material */
            material: string | null;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Pace */
            pace: number | null;
            /** Run */
            run: string | null;
            /** Standard Cycle S */
            standard_cycle_s: number | null;
            /**
             * State
             * @enum {string}
             */
            state: "running" | "set-up" | "idle" | "stopped" | "warning" | "alarm" | "catching-up" | "frozen" | "stale" | "offline" | "never";
            /**
             * Freshness
             * @enum {string}
             */
            freshness: "live" | "catching-up" | "frozen" | "stale" | "offline" | "never";
            /**
             * Frozen Us
             * @description Since when its time stands on purpose, when it is frozen
             */
            frozen_us: number | null;
            /** Age S */
            age_s: number | null;
            /** Clock Us */
            clock_us: number | null;
            /** Values */
            values: {
                [key: string]: number | null;
            };
            /** Active Alarms */
            active_alarms: string[];
            last_shot: components["schemas"]["ShotView"] | null;
            counts: components["schemas"]["Counts"] | null;
        };
        /**
         * ChangedSetting
         * @description A setting before and after.
         */
        ChangedSetting: {
            /** Name */
            name: string;
            /** Before */
            before: number | null;
            /** After */
            after: number | null;
        };
        /**
         * Channel
         * @description One continuous signal: what it means, in which unit, what is plausible, where it comes from.
         */
        Channel: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Meaning */
            meaning: string;
            /**
             * Type
             * @default float64
             * @enum {string}
             */
            type?: "float64" | "int64";
            /**
             * Low
             * @description Below it a reading is implausible
             */
            low: number;
            /**
             * High
             * @description Above it a reading is implausible
             */
            high: number;
            /**
             * Normal Low
             * @description Lower process limit
             */
            normal_low?: number | null;
            /**
             * Normal High
             * @description Upper process limit
             */
            normal_high?: number | null;
            /**
             * Origin
             * @enum {string}
             */
            origin: "simulated" | "recorded" | "real";
        };
        /**
         * ChannelsView
         * @description The channels of a cell's current run, and what its shots tell.
         */
        ChannelsView: {
            /** Cell */
            cell: string;
            /** Run */
            run: string | null;
            /** Channels */
            channels: components["schemas"]["Channel"][];
            /** Shot Fields */
            shot_fields: components["schemas"]["Channel"][];
        };
        /**
         * ChartKind
         * @description A chart and the sizes of its groups of shots.
         */
        ChartKind: {
            /**
             * Name
             * @enum {string}
             */
            name: "individuals" | "xbar_r" | "ewma" | "cusum";
            /** Sizes */
            sizes: number[];
        };
        /**
         * CheckView
         * @description What one check said: spreads from normal, share of goods as far, where, and what it measured.
         */
        CheckView: {
            /** Check */
            check: string;
            /** Distance */
            distance: number;
            /** P Value */
            p_value: number;
            /** Regions */
            regions: components["schemas"]["RegionView"][];
            /** Numbers */
            numbers: {
                [key: string]: number;
            };
        };
        /**
         * ChoiceView
         * @description What can be chosen.
         */
        ChoiceView: {
            /** Answer */
            answer: string;
            /** Level */
            level: number;
            /** Words */
            words: string;
        };
        /**
         * CleaningView
         * @description After it most of what had been seen was gone: pictures before and after.
         */
        CleaningView: {
            /** Measured Us */
            measured_us: number;
            /** Event */
            event: string;
            /** Before */
            before: string;
            /** After */
            after: string;
            /** Before Mm2 */
            before_mm2: number;
            /** After Mm2 */
            after_mm2: number;
        };
        /**
         * ClearWish
         * @description Which fault to take out; none named: all.
         */
        ClearWish: {
            /** Name */
            name?: string | null;
        };
        /**
         * CodeIn
         * @description A code that was written down.
         */
        CodeIn: {
            /** Code */
            code: string;
        };
        /**
         * ConsentIn
         * @description That a text was read and agreed to: which version of it, in which language.
         */
        ConsentIn: {
            /** Version */
            version: number;
            /** Language */
            language: string;
        };
        /**
         * ConsentText
         * @description What is agreed to, word by word.
         */
        ConsentText: {
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "firm" | "seat" | "contact";
            /** Version */
            version: number;
            /** Language */
            language: string;
            /** Text */
            text: string;
        };
        /**
         * ConsentView
         * @description What was agreed to, and when.
         */
        ConsentView: {
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "firm" | "seat" | "contact";
            /** Version */
            version: number;
            /** Language */
            language: string;
            /** Text */
            text: string;
            /** Given Us */
            given_us: number;
        };
        /**
         * ContactView
         * @description Somebody who has opted in, told to whom it may be told.
         */
        ContactView: {
            /**
             * Side
             * @enum {string}
             */
            side: "look" | "offer";
            /**
             * Kind
             * @enum {string}
             */
            kind: "firm" | "supplier" | "consultant" | "institute";
            /** Sector */
            sector: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other") | null;
            /** Name */
            name: string;
            /** Contact */
            contact: string;
        };
        /**
         * ControlChart
         * @description A control chart of the newest shots, oldest first.
         */
        ControlChart: {
            /** Cell */
            cell: string;
            /** Quantity */
            quantity: string;
            /** Unit */
            unit: string;
            /** Part */
            part: boolean;
            /**
             * Chart
             * @enum {string}
             */
            chart: "individuals" | "xbar_r" | "ewma" | "cusum";
            /** Size */
            size: number;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Shots */
            shots: number;
            /** Points */
            points: components["schemas"]["ControlPoint"][];
            /** Panels */
            panels: components["schemas"]["ControlPanel"][];
            /** Marks */
            marks: components["schemas"]["ControlMark"][];
            /** Stretches */
            stretches: components["schemas"]["ControlStretch"][];
            /** Findings */
            findings: components["schemas"]["FindingView"][];
            /**
             * Needs
             * @description Good points that limits need
             */
            needs: number;
            /**
             * Reference
             * @description Good points after which limits are kept
             */
            reference: number;
            /**
             * Mark Every
             * @description Points in control between two marks by chance
             */
            mark_every: number;
        };
        /**
         * ControlMark
         * @description A rule that speaks; `points` make it speak. A mark is for who looks, an alarm calls a person.
         */
        ControlMark: {
            /** Panel */
            panel: string;
            /** Rule */
            rule: string;
            /**
             * Level
             * @enum {string}
             */
            level: "mark" | "alarm";
            /** Points */
            points: number[];
            /** Shot */
            shot: string;
            /** Since Shot */
            since_shot: string;
            /** Since Us */
            since_us: number;
            /** Until Us */
            until_us: number;
        };
        /**
         * ControlPanel
         * @description One diagram; each list has a number for each point, null where there is none.
         */
        ControlPanel: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Values */
            values: (number | null)[];
            /** Centre */
            centre: (number | null)[];
            /** Lower */
            lower: (number | null)[];
            /** Upper */
            upper: (number | null)[];
            /** Alarm Lower */
            alarm_lower: (number | null)[];
            /** Alarm Upper */
            alarm_upper: (number | null)[];
        };
        /**
         * ControlPoint
         * @description A point: the newest of its shots. `kind`: start-up or interrupted is `aside`, not measured `missing`.
         *
         *     `taught`: made before the limits were complete, so never marked. `stretch` is a place in the list of them.
         */
        ControlPoint: {
            /** Shot */
            shot: string;
            /** Measured Us */
            measured_us: number;
            /** Counter */
            counter: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "used" | "aside" | "missing";
            /** Taught */
            taught: boolean;
            /** Stretch */
            stretch: number;
        };
        /**
         * ControlStretch
         * @description Points from `first` to `last` between two changes of job, mould or setting.
         */
        ControlStretch: {
            /** First */
            first: number;
            /** Last */
            last: number;
            /** Job */
            job: string | null;
            /** Mould */
            mould: string | null;
            /** Settings */
            settings: {
                [key: string]: number | null;
            };
            /**
             * Left Out
             * @description Start-up, interrupted or unread shots that are no point
             */
            left_out: number;
            limits: components["schemas"]["LimitsView"] | null;
            /** Reason */
            reason: ("too_few" | "no_spread") | null;
            /**
             * Gathered
             * @description Good points towards limits
             */
            gathered: number;
        };
        /**
         * ControlView
         * @description A simulated cell as its instructor sees it. Times are on the cell's own clock.
         */
        ControlView: {
            /** Cell */
            cell: string;
            /** Title */
            title: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /** Run */
            run: string;
            /**
             * Clock Us
             * @description UTC, microseconds since 1970-01-01
             */
            clock_us: number;
            /**
             * Ahead S
             * @description Of the wall's clock; none for a plant with an epoch
             */
            ahead_s: number | null;
            /** Pace */
            pace: "max" | number;
            /** Frozen */
            frozen: boolean;
            /**
             * Frozen Us
             * @description Since when, by the wall's clock
             */
            frozen_us: number | null;
            /** Catching Up */
            catching_up: boolean;
            /** Seed */
            seed: number;
            /**
             * Doing
             * @enum {string}
             */
            doing: "production" | "stop" | "set-up" | "break";
            /** Stop */
            stop: string | null;
            /** Counter */
            counter: number;
            /** Settings */
            settings: components["schemas"]["SettingView"][];
            /** Regrind Allowed Pct */
            regrind_allowed_pct: number;
            /** Lots Changed */
            lots_changed: number;
            /** Time Lapse */
            time_lapse: number;
            /** Faults */
            faults: components["schemas"]["ActiveFault"][];
            /** Snapshots */
            snapshots: components["schemas"]["SnapshotView"][];
            /**
             * Backtrack S
             * @description How far back it can go
             */
            backtrack_s: number;
            /**
             * Went Back S
             * @description How far it really went
             */
            went_back_s: number | null;
        };
        /**
         * CorrectionIn
         * @description What a person says of an inspection.
         */
        CorrectionIn: {
            /**
             * Told
             * @enum {string}
             */
            told: "good" | "defect";
            /** Defect */
            defect?: string | null;
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * CorrectionView
         * @description What a person said of an inspection.
         */
        CorrectionView: {
            /**
             * Told
             * @enum {string}
             */
            told: "good" | "defect";
            /** Defect */
            defect: string | null;
            /** Note */
            note: string;
            /** Role */
            role: string;
            /** At Us */
            at_us: number;
        };
        /**
         * CostView
         * @description What a study takes at a real press: with the shots that are thrown away while it settles.
         */
        CostView: {
            /** Shots */
            shots: number;
            /** Minutes */
            minutes: number;
            /**
             * Kg
             * @description Material, parts and runners
             */
            kg: number;
        };
        /**
         * Counts
         * @description Does everything meet? produced = waiting at the edge + stored.
         *
         *     `stored` counts what is in the database; `receipted` what the gateway knows to be stored. Between the two
         *     are receipts on their way. `doubtful` is true when the counts cannot be explained (receipted > stored or
         *     stored > produced).
         */
        Counts: {
            /** Produced */
            produced: number;
            /** Receipted */
            receipted: number;
            /** Stored */
            stored: number;
            /** Waiting */
            waiting: number;
            /** Dropped */
            dropped: number;
            /** Doubtful */
            doubtful: boolean;
            /** Counted Us */
            counted_us: number;
        };
        /**
         * CountsView
         * @description Visits in a period. Without anybody in it.
         */
        CountsView: {
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number;
            /** Groups */
            groups: number;
            /** Firms */
            firms: number;
            /** People */
            people: number;
            /** Walks */
            walks: number;
            /** Walks Finished */
            walks_finished: number;
            /** Minutes Walked */
            minutes_walked: number;
            /** Roles */
            roles: {
                [key: string]: number;
            };
            /** Sectors */
            sectors: {
                [key: string]: number;
            };
            /** Languages */
            languages: {
                [key: string]: number;
            };
            /**
             * Stops
             * @description How often each was reached
             */
            stops: {
                [key: string]: number;
            };
            /**
             * Ratings
             * @description How often each was given, 1 to 5
             */
            ratings: {
                [key: string]: number;
            };
        };
        /**
         * CurveView
         * @description One signal over one shot; `values[i]` was read at `start_s + i * period_s`; null = not measured.
         */
        CurveView: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Start S */
            start_s: number;
            /** Period S */
            period_s: number;
            /** Values */
            values: (number | null)[];
        };
        /**
         * CutView
         * @description A kind of gain of which the steps promise more than they bring together; euros, or hours.
         */
        CutView: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "material" | "energy" | "claims" | "avoided" | "paid_hours" | "machine_hours";
            /** Promised */
            promised: number;
            /** Counted */
            counted: number;
            /** Text */
            text: string;
        };
        /**
         * CyclesEnergyView
         * @description What the control says of its cycles; standing is not in it. `told`: shots that say their energy.
         */
        CyclesEnergyView: {
            /** Shots */
            shots: number;
            /** Told */
            told: number;
            /** Kwh */
            kwh: number;
        };
        /**
         * DecideView
         * @description What a threshold would do: scores of goods held back, of inspections, of what people confirmed.
         */
        DecideView: {
            /** Name */
            name: string;
            /** Version */
            version: string;
            promise: components["schemas"]["PromiseView"];
            /** Held */
            held: number[];
            /** Inspections */
            inspections: components["schemas"]["ScoreView"][];
        };
        /**
         * Deed
         * @description What the visitor does to a borrowed press, and what undoes it. Exactly one of them.
         */
        Deed: {
            /**
             * Fault
             * @default
             */
            fault?: string;
            /**
             * Level
             * @default 1
             */
            level?: number;
            /**
             * Unplug
             * @description Its network cable comes out
             * @default false
             */
            unplug?: boolean;
            /**
             * Trespass
             * @description A press of the plant is to be turned, which is refused
             * @default false
             */
            trespass?: boolean;
            /**
             * Setting
             * @default
             */
            setting?: string;
            /**
             * Share
             * @description of the present value
             * @default 1
             */
            share?: number;
        };
        /**
         * DeedIn
         * @description The firm has done it. Its name needs a consent.
         */
        DeedIn: {
            /** Language */
            language: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "deed";
            /**
             * Station
             * @description small letters, digits and dashes, for example imm-1
             */
            station: string;
            /** Text */
            text: string;
            /** Sector */
            sector?: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other") | null;
            /** Size */
            size?: ("micro" | "small" | "medium" | "large") | null;
            /** Firm */
            firm?: string | null;
            consent?: components["schemas"]["ConsentIn"] | null;
        };
        /**
         * DeedsView
         * @description Which firms did it; `alike`: of the sector that was asked for. Null: fewer than 3, or not to be told.
         */
        DeedsView: {
            /** Firms */
            firms: number | null;
            /** Alike */
            alike: number | null;
            sectors: components["schemas"]["SplitView"];
            /** Told */
            told: components["schemas"]["VoiceView"][];
        };
        /**
         * Done
         * @description It was done.
         */
        Done: {
            /**
             * Done
             * @default true
             * @constant
             */
            done?: true;
        };
        /**
         * DotView
         * @description One step as it is drawn: mean, interval, shots, whether the reading stands on it, what it stands for.
         */
        DotView: {
            /** X */
            x: number;
            /** Y */
            y: number;
            /** Low */
            low: number;
            /** High */
            high: number;
            /** Shots */
            shots: number;
            /** Used */
            used: boolean;
            /** Word */
            word: string;
        };
        /**
         * DriftView
         * @description An alarm of the process. `cause` None: not known. `confidence` is that of its group.
         */
        DriftView: {
            /** Id */
            id: number;
            /** Cell */
            cell: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "drift" | "setting";
            /** Called Us */
            called_us: number;
            /** Since Us */
            since_us: number;
            /** Ended Us */
            ended_us: number | null;
            /** Shot */
            shot: string;
            /** Since Shot */
            since_shot: string;
            /** Cause */
            cause: string | null;
            /** Group */
            group: string | null;
            /** Confidence */
            confidence: number;
            /** Score */
            score: number;
            /** Template */
            template: string;
            /**
             * Level
             * @enum {string}
             */
            level: "A" | "B" | "C" | "D";
            /** Numbers */
            numbers: components["schemas"]["WatchedView"][];
            /** Causes */
            causes: components["schemas"]["CauseShare"][];
            /** Changed */
            changed: components["schemas"]["ChangedSetting"][];
            /** Told */
            told: string | null;
            /** Role */
            role: string | null;
            /** At Us */
            at_us: number | null;
        };
        /**
         * EffectView
         * @description What a station would do for this firm. 8 of 10 draws of the assumptions lie between low and high.
         */
        EffectView: {
            /** Station */
            station: string;
            /** Effect */
            effect: string;
            gain_eur: components["schemas"]["Ends"];
            net_eur: components["schemas"]["Ends"];
            once_eur: components["schemas"]["Ends"];
            yearly_eur: components["schemas"]["Ends"];
            /** Payback Months */
            payback_months: number | null;
            /**
             * Pays Pct
             * @description Draws in which three years bring more than they cost, per cent
             */
            pays_pct: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "pays" | "may_pay" | "does_not_pay";
            /**
             * Lacks
             * @description What the firm needs first
             */
            lacks: ("sensor_level" | "it_level")[];
            /** Gains */
            gains: components["schemas"]["GainView"][];
            /** Swings */
            swings: components["schemas"]["SwingView"][];
            /** Assumes */
            assumes: components["schemas"]["AssumeView"][];
            /** Workings */
            workings: {
                [key: string]: number;
            };
        };
        /**
         * EffectsIn
         * @description A firm with its answers: what they set counts instead of its figure. Nothing of it is kept.
         */
        EffectsIn: {
            /**
             * @default {
             *       "people": 45,
             *       "presses": 14,
             *       "press_age_y": 15,
             *       "equip_presses": 4,
             *       "shifts_h_day": 16,
             *       "days_year": 225,
             *       "load_pct": 70,
             *       "bottleneck": false,
             *       "hours_fall": false,
             *       "rate_eur_h": 32,
             *       "part_g": 18,
             *       "cycle_s": 24,
             *       "cavities": 4,
             *       "batch_parts": 25000,
             *       "changeovers_week": 16,
             *       "changeover_h": 1.8,
             *       "stops_h_week": 14,
             *       "scrap_pct": 3.5,
             *       "claims_eur_year": 18000,
             *       "inspect_h_day": 12,
             *       "material_eur_kg": 1.9,
             *       "energy_eur_kwh": 0.16,
             *       "kwh_per_kg": 1.6,
             *       "wage_eur_h": 21,
             *       "sensor_level": 0,
             *       "it_level": 1
             *     }
             */
            firm?: components["schemas"]["Firm"];
            /**
             * Own
             * @description Assumptions that the visitor has set, by station and name
             * @default {}
             */
            own?: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /**
             * Answers
             * @description By question; what is left out is unknown
             * @default {}
             */
            answers?: {
                [key: string]: string;
            };
        };
        /**
         * EffectsView
         * @description Year, what does not fit together in the figures, and each station's effect, the best first.
         */
        EffectsView: {
            year: components["schemas"]["Year"];
            /** Doubts */
            doubts: ("no_time_left" | "batches" | "more_equipped" | "bottleneck_idle")[];
            /**
             * Answered
             * @description Figures for which an answer of the self-assessment counts instead
             */
            answered: string[];
            /** Effects */
            effects: components["schemas"]["EffectView"][];
        };
        /**
         * Ends
         * @description low <= likely <= high.
         */
        Ends: {
            /** Low */
            low: number;
            /** Likely */
            likely: number;
            /** High */
            high: number;
        };
        /**
         * EnergyAnswer
         * @description Each cell of the plant in one period; visitors' cells are in none.
         */
        EnergyAnswer: {
            period: components["schemas"]["PeriodView"];
            factor: components["schemas"]["FactorView"];
            /** Cells */
            cells: components["schemas"]["EnergyView"][];
        };
        /**
         * EnergyView
         * @description A cell in a period. `source`: a counting meter, else power that was read; null: neither.
         *
         *     `measured_us`: in how much of the period it was read. `left_out`: windows that do not count, by the reason.
         */
        EnergyView: {
            /** Cell */
            cell: string;
            /** Origins */
            origins: ("simulated" | "recorded" | "real")[];
            /** Until Us */
            until_us: number;
            /** Source */
            source: ("meter" | "power") | null;
            /** Kwh */
            kwh: number;
            /** Measured Us */
            measured_us: number;
            /** Calendar Us */
            calendar_us: number;
            /** Windows */
            windows: number;
            /** Window Us */
            window_us: number | null;
            /** Left Out */
            left_out: {
                [key: string]: number;
            };
            /** Counted Kwh */
            counted_kwh: number;
            /** Counted Kg */
            counted_kg: number | null;
            /** Counted Good */
            counted_good: number | null;
            per_kg: components["schemas"]["FigureView"];
            per_good: components["schemas"]["FigureView"];
            per_shot: components["schemas"]["FigureView"];
            /** States */
            states: components["schemas"]["StateEnergyView"][];
            standing: components["schemas"]["StandingView"];
            line: components["schemas"]["LineView"] | null;
            weight: components["schemas"]["PartWeightView"] | null;
            cycles: components["schemas"]["CyclesEnergyView"];
            regrind: components["schemas"]["RegrindShareView"];
            /** Beside */
            beside: components["schemas"]["BesideView"][];
            /** Findings */
            findings: components["schemas"]["FindingView"][];
        };
        /**
         * EntryView
         * @description What was noted and holds. `said`: its fields by name.
         */
        EntryView: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "job" | "stop" | "scrap" | "release" | "measured" | "care";
            /** Id */
            id: number;
            /** At Us */
            at_us: number;
            /** Noted Us */
            noted_us: number;
            /** Role */
            role: string;
            /** Note */
            note: string;
            /** Said */
            said: {
                [key: string]: string | number | boolean | {
                    [key: string]: number;
                } | null;
            };
        };
        /**
         * EventView
         * @description Something that happened at a cell.
         */
        EventView: {
            /** Cell */
            cell: string;
            /** Measured Us */
            measured_us: number;
            /** What */
            what: string;
            /** Name */
            name: string;
            /** Text */
            text: string;
            /** Severity */
            severity: number | null;
            /** Active */
            active: boolean | null;
            /** Before */
            before: number | string | null;
            /** After */
            after: number | string | null;
            /** Unit */
            unit: string | null;
            /** Originator */
            originator: string;
        };
        /**
         * ExampleView
         * @description A firm to begin with; its figures are ours, not a firm's.
         */
        ExampleView: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            firm: components["schemas"]["Firm"];
        };
        /**
         * EyesCellView
         * @description What became of a cell's series of pictures since the hub's start.
         */
        EyesCellView: {
            /** Cell */
            cell: string;
            /** Mould */
            mould: string | null;
            /** Waiting */
            waiting: number;
            /** Inspected */
            inspected: number;
            /** Failed */
            failed: number;
            /** Not Learnt */
            not_learnt: number;
            skipped: components["schemas"]["SkippedView"] | null;
            /**
             * Why
             * @description Why the last failed one failed
             */
            why: string | null;
        };
        /**
         * EyesHealth
         * @description The eyes in one line of the health page.
         */
        EyesHealth: {
            /**
             * State
             * @enum {string}
             */
            state: "off" | "ok" | "not learnt" | "learning" | "behind" | "away";
            /** Waiting */
            waiting: number;
            /** Limit */
            limit: number;
            /** Inspected */
            inspected: number;
            /** Skipped */
            skipped: number;
            /** Failed */
            failed: number;
            /** Why */
            why: string | null;
        };
        /**
         * EyesModelView
         * @description What was learnt of the parts or cavities of a mould; without a promise `problem` says why not.
         */
        EyesModelView: {
            /** Name */
            name: string;
            /**
             * Of
             * @enum {string}
             */
            of: "part" | "mould";
            /** Version */
            version: string | null;
            /** Since Us */
            since_us: number | null;
            /** Lights */
            lights: string[];
            promise: components["schemas"]["PromiseView"] | null;
            /**
             * Held Quantiles
             * @description Scores of goods held back, at these shares of them
             */
            held_quantiles: {
                [key: string]: number;
            };
            /**
             * Taught
             * @description Whether it decides by what confirmed defects have taught it
             */
            taught: boolean;
            /**
             * Confirmed Defects
             * @description Confirmed by people so far
             */
            confirmed_defects: number;
            /** Confirmed Goods */
            confirmed_goods: number;
            /** Versions */
            versions: number;
            relearning: components["schemas"]["RelearningView"] | null;
            /** Problem */
            problem: string | null;
        };
        /**
         * EyesView
         * @description How the eyes are.
         */
        EyesView: {
            /**
             * State
             * @enum {string}
             */
            state: "off" | "ok" | "not learnt" | "learning" | "behind" | "away";
            /**
             * Since Us
             * @description Counted from here: what was stored before is not looked at
             */
            since_us: number;
            /** Waiting */
            waiting: number;
            /** Limit */
            limit: number;
            /** Skipped */
            skipped: number;
            worker: components["schemas"]["WorkerView"];
            /** Cells */
            cells: components["schemas"]["EyesCellView"][];
            /** Models */
            models: components["schemas"]["EyesModelView"][];
            /** Learning */
            learning: components["schemas"]["StepView"][];
        };
        /**
         * FactorView
         * @description CO2 equivalents of a kilowatt-hour: a default with year and source, until the supplier's is known.
         */
        FactorView: {
            /** Kg Kwh */
            kg_kwh: number;
            /** Zone */
            zone: string;
            /** Year */
            year: number;
            /** Source */
            source: string;
        };
        /**
         * FaultView
         * @description A fault there is, and why it cannot be in this cell, if so.
         */
        FaultView: {
            /** Name */
            name: string;
            /** What */
            what: string;
            /** Tells */
            tells: string[];
            /** Defects */
            defects: string[];
            /** Why Not */
            why_not: string | null;
        };
        /**
         * FaultWish
         * @description A fault to put into a cell, counted from now by the cell's own clock.
         */
        FaultWish: {
            /** Name */
            name: string;
            /** Severity */
            severity: number;
            /**
             * Shape
             * @default step
             * @enum {string}
             */
            shape?: "step" | "ramp" | "intermittent";
            /**
             * Time Constant S
             * @description How long it takes to be whole, or a spell lasts
             * @default 0
             */
            time_constant_s?: number;
            /**
             * Onset S
             * @default 0
             */
            onset_s?: number;
        };
        /**
         * FedHourView
         * @description Regrind as it was set in an hour, over its shots.
         */
        FedHourView: {
            /** Hour Us */
            hour_us: number;
            /** Share Pct */
            share_pct: number | null;
            /** Shots */
            shots: number;
        };
        /**
         * FeedbackIn
         * @description How the visit was, 1 (poor) to 5 (very good), and in words if one wants.
         */
        FeedbackIn: {
            /** Language */
            language: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "feedback";
            /** Stars */
            stars: number;
            /**
             * Text
             * @default
             */
            text?: string;
        };
        /**
         * FigureView
         * @description A ratio, or the key of why it cannot be calculated.
         */
        FigureView: {
            /** Value */
            value: number | null;
            /** Why */
            why: string | null;
        };
        /**
         * FindingView
         * @description An answer with its evidence; the sentence is `finding.<analysis>.<key>` in the language files.
         */
        FindingView: {
            /** Analysis */
            analysis: string;
            /** Key */
            key: string;
            /** Numbers */
            numbers: {
                [key: string]: number | string | null;
            };
        };
        /**
         * Firm
         * @description Figures of one firm. The defaults are those of `content/firms/forty-five.yaml`.
         */
        Firm: {
            /**
             * People
             * @default 45
             */
            people?: number;
            /**
             * Presses
             * @default 14
             */
            presses?: number;
            /**
             * Press Age Y
             * @description Of the typical press
             * @default 15
             */
            press_age_y?: number;
            /**
             * Equip Presses
             * @description How many to begin with
             * @default 4
             */
            equip_presses?: number;
            /**
             * Shifts H Day
             * @default 16
             */
            shifts_h_day?: number;
            /**
             * Days Year
             * @default 225
             */
            days_year?: number;
            /**
             * Load Pct
             * @description Of the planned hours, with an order
             * @default 70
             */
            load_pct?: number;
            /**
             * Bottleneck
             * @description Orders wait for hours of a press
             * @default false
             */
            bottleneck?: boolean;
            /**
             * Hours Fall
             * @description Hours that are not needed are not paid
             * @default false
             */
            hours_fall?: boolean;
            /**
             * Rate Eur H
             * @description Machine-hour rate
             * @default 32
             */
            rate_eur_h?: number;
            /**
             * Part G
             * @default 18
             */
            part_g?: number;
            /**
             * Cycle S
             * @default 24
             */
            cycle_s?: number;
            /**
             * Cavities
             * @default 4
             */
            cavities?: number;
            /**
             * Batch Parts
             * @default 25000
             */
            batch_parts?: number;
            /**
             * Changeovers Week
             * @description All presses together
             * @default 16
             */
            changeovers_week?: number;
            /**
             * Changeover H
             * @description Good part to good part
             * @default 1.8
             */
            changeover_h?: number;
            /**
             * Stops H Week
             * @description Unplanned, all presses
             * @default 14
             */
            stops_h_week?: number;
            /**
             * Scrap Pct
             * @default 3.5
             */
            scrap_pct?: number;
            /**
             * Claims Eur Year
             * @description Credits, sorting, freight
             * @default 18000
             */
            claims_eur_year?: number;
            /**
             * Inspect H Day
             * @description Paid hours of looking at parts
             * @default 12
             */
            inspect_h_day?: number;
            /**
             * Material Eur Kg
             * @default 1.9
             */
            material_eur_kg?: number;
            /**
             * Energy Eur Kwh
             * @default 0.16
             */
            energy_eur_kwh?: number;
            /**
             * Kwh Per Kg
             * @description Whole hall
             * @default 1.6
             */
            kwh_per_kg?: number;
            /**
             * Wage Eur H
             * @description What an hour costs the firm
             * @default 21
             */
            wage_eur_h?: number;
            /**
             * Sensor Level
             * @default 0
             */
            sensor_level?: number;
            /**
             * It Level
             * @default 1
             */
            it_level?: number;
        };
        /**
         * FitView
         * @description How well a technology suits a sector.
         */
        FitView: {
            /**
             * Fit
             * @description 0 not, 1 seldom, 2 often, 3 nearly always
             */
            fit: number;
            /** Why */
            why: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        /**
         * FixtureView
         * @description The frame with its markers (ARUCO_MIP_36h12).
         */
        FixtureView: {
            /** Width Mm */
            width_mm: number;
            /** Height Mm */
            height_mm: number;
            /** Markers */
            markers: components["schemas"]["MarkerView"][];
        };
        /**
         * FlagView
         * @description What is odd about the facts: how long, how often.
         */
        FlagView: {
            /** Key */
            key: string;
            /** Us */
            us: number;
            /** Often */
            often: number;
        };
        /**
         * ForecastView
         * @description When a tracked defect meets its limit.
         *
         *     `state`: `cannot say` until it grows beyond doubt; `unnamed`: no check can say what it is, it has no limit.
         */
        ForecastView: {
            /**
             * State
             * @enum {string}
             */
            state: "cannot say" | "steady" | "growing" | "met" | "unnamed";
            /** Per Day Mm2 */
            per_day_mm2: number | null;
            /** Per Day Low Mm2 */
            per_day_low_mm2: number | null;
            /** Per Day High Mm2 */
            per_day_high_mm2: number | null;
            /** Meets Us */
            meets_us: number | null;
            /** Earliest Us */
            earliest_us: number | null;
            /** Latest Us */
            latest_us: number | null;
        };
        /**
         * FullView
         * @description All presses are taken; one that can be watched.
         */
        FullView: {
            /** Detail */
            detail: string;
            /** Code */
            code?: string | null;
            /**
             * Params
             * @default {}
             */
            params?: {
                [key: string]: string | number | string[] | {
                    [key: string]: string;
                };
            };
            /** Watch */
            watch: string;
        };
        /**
         * GainView
         * @description A kind of gain. `freed`: hours that are worth nothing today.
         */
        GainView: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "material" | "energy" | "claims" | "avoided" | "paid_hours" | "machine_hours";
            eur: components["schemas"]["Ends"];
            hours: components["schemas"]["Ends"];
            /**
             * Counted
             * @enum {string}
             */
            counted: "money" | "sold" | "unpaid" | "freed";
        };
        /**
         * GatewayView
         * @description A gateway as the hub sees it.
         */
        GatewayView: {
            /** Gateway */
            gateway: string;
            /** Session */
            session: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "online" | "offline";
            /** Age S */
            age_s: number;
            /** Outbox Bytes */
            outbox_bytes: number;
            /** Unsent */
            unsent: number;
            /** Sources */
            sources: {
                [key: string]: string;
            };
        };
        /**
         * GaugeCellView
         * @description The gauges of a cell. `sandbox`: a visitor's press has none.
         */
        GaugeCellView: {
            /** Cell */
            cell: string;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Mould */
            mould: string | null;
            /** Sandbox */
            sandbox: boolean;
            /** Quantities */
            quantities: components["schemas"]["GaugeQuantityView"][];
            alarm: components["schemas"]["AlarmNow"] | null;
        };
        /**
         * GaugeDetail
         * @description One quantity: newest shots and all measured parts, oldest first; versions, the last learnt first.
         */
        GaugeDetail: {
            /** Cell */
            cell: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "simulated" | "recorded" | "real";
            /** Mould */
            mould: string | null;
            alarm: components["schemas"]["AlarmNow"] | null;
            gauge: components["schemas"]["GaugeQuantityView"];
            /** Readings */
            readings: components["schemas"]["GaugeReadingView"][];
            /** Pairs */
            pairs: components["schemas"]["GaugePair"][];
            /** Versions */
            versions: components["schemas"]["GaugeVersionView"][];
        };
        /**
         * GaugeOutside
         * @description The number of a shot that lies farthest beyond what was learnt, with the range that was.
         */
        GaugeOutside: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Value */
            value: number;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * GaugePair
         * @description A measured part and what was said of it without having seen it. `later`: measured after learning.
         */
        GaugePair: {
            /** Shot */
            shot: string;
            /** Counter */
            counter: number;
            /** Measured Us */
            measured_us: number;
            /** Measured */
            measured: number;
            /** Predicted */
            predicted: number;
            /** Half */
            half: number;
            /** In Experience */
            in_experience: boolean;
            /** Later */
            later: boolean;
        };
        /**
         * GaugeQuantityView
         * @description A quantity of a cell's parts. `gathered` of `wanted` measured parts teach; with curves: `curved`.
         */
        GaugeQuantityView: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /**
             * State
             * @enum {string}
             */
            state: "gathering" | "learning" | "ready" | "broken" | "failed";
            /** Why */
            why: ("too_few" | "always_same" | "nothing_told" | "file" | "died") | null;
            /**
             * Level
             * @description What it stands on, or would if it were learnt now
             * @enum {string}
             */
            level: "A" | "B" | "C" | "D";
            /** Gathered */
            gathered: number;
            /** Curved */
            curved: number;
            /** Wanted */
            wanted: number;
            /**
             * Useful
             * @description It tells more than the mean of all parts, also of new settings
             */
            useful: boolean | null;
            version: components["schemas"]["GaugeVersionView"] | null;
            holding: components["schemas"]["HoldingView"];
            /**
             * Newest Us
             * @description When the part was made that was measured last
             */
            newest_us: number | null;
        };
        /**
         * GaugeReadingView
         * @description What a gauge says of a shot's part. Without `prediction` `silent` says why.
         *
         *     `in_experience` False: extrapolated, 90 % is not promised; `outside` is None where only the combination is.
         *     `trusted` False: the gauge no longer held then, or the process has left its level.
         */
        GaugeReadingView: {
            /** Quantity */
            quantity: string;
            /** Unit */
            unit: string;
            /** Shot */
            shot: string;
            /** Counter */
            counter: number;
            /** Measured Us */
            measured_us: number;
            /** Prediction */
            prediction: number | null;
            /** Low */
            low: number | null;
            /** High */
            high: number | null;
            /** In Experience */
            in_experience: boolean;
            /** Trusted */
            trusted: boolean;
            outside: components["schemas"]["GaugeOutside"] | null;
            /** Silent */
            silent: ("no_gauge" | "interrupted" | "missing" | "far" | "broken_gauge") | null;
            /** Measured */
            measured: number | null;
            /**
             * Taught
             * @description Its part taught the gauge: this was said of it by parts without it
             */
            taught: boolean;
            /** Version */
            version: number | null;
        };
        /**
         * GaugeScoreView
         * @description How well parts were told that were not learnt from. `r2` None: the parts were all alike.
         *
         *     `by`: what was left out together: settings, stretches of parts in a row, parts drawn by chance, later parts.
         */
        GaugeScoreView: {
            /**
             * By
             * @enum {string}
             */
            by: "group" | "setting" | "stretch" | "cycle" | "time";
            /** Groups */
            groups: number;
            /** Cycles */
            cycles: number;
            /** R2 */
            r2: number | null;
            /**
             * Mae
             * @description Mean error, in the quantity's unit
             */
            mae: number;
            /**
             * Coverage
             * @description Share of readings within the 90 % interval
             */
            coverage: number;
            /**
             * Half
             * @description Half of the interval, mean, in the quantity's unit
             */
            half: number;
        };
        /**
         * GaugeScores
         * @description `by_setting` and `random` None: too few settings were measured, so nobody can tell.
         */
        GaugeScores: {
            left_out: components["schemas"]["GaugeScoreView"];
            in_time: components["schemas"]["GaugeScoreView"];
            by_setting?: components["schemas"]["GaugeScoreView"] | null;
            random?: components["schemas"]["GaugeScoreView"] | null;
        };
        /**
         * GaugeShot
         * @description What the gauges of a cell say of one shot's part, as numbers and as findings.
         */
        GaugeShot: {
            /** Cell */
            cell: string;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Readings */
            readings: components["schemas"]["GaugeReadingView"][];
            /** Findings */
            findings: components["schemas"]["FindingView"][];
        };
        /**
         * GaugeVersionView
         * @description What was learnt when, from which parts. `ended_us`: since when it no longer holds, `why` not.
         */
        GaugeVersionView: {
            /** Number */
            number: number;
            /** Learnt Us */
            learnt_us: number;
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number;
            /** Ended Us */
            ended_us: number | null;
            /** Why */
            why: ("coverage" | "off") | null;
            /** Parts */
            parts: number;
            /**
             * Level
             * @enum {string}
             */
            level: "A" | "B" | "C" | "D";
            /** Inputs */
            inputs: number;
            /** Settings */
            settings: number;
            /** Dropped */
            dropped: {
                [key: string]: number;
            };
            /** Took S */
            took_s: number;
            scores: components["schemas"]["GaugeScores"];
        };
        /**
         * GaugeView
         * @description What can be measured on a part by hand.
         */
        GaugeView: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * GlossaryView
         * @description All terms; `problems`: files that cannot be read.
         */
        GlossaryView: {
            /**
             * Languages
             * @description That have a glossary
             */
            languages: string[];
            /** Terms */
            terms: components["schemas"]["TermView"][];
            /** Problems */
            problems: string[];
        };
        /**
         * GoneView
         * @description How many things were deleted.
         */
        GoneView: {
            /** Deleted */
            deleted: number;
        };
        /**
         * GroupIn
         * @description A group that begins now: from a slot, or as it comes.
         */
        GroupIn: {
            /** Roles */
            roles: ("owner" | "production" | "maintenance" | "quality" | "it")[];
            /** Minutes */
            minutes: number;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es" | "it" | "ca-valencia";
            /**
             * People
             * @default 1
             */
            people?: number;
            /**
             * Firms
             * @default 1
             */
            firms?: number;
            /**
             * Sectors
             * @default []
             */
            sectors?: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other")[];
            /** Slot */
            slot?: number | null;
        };
        /**
         * GroupPress
         * @description A press that one of the group's tablets has borrowed.
         */
        GroupPress: {
            /** Cell */
            cell: string;
            /** Machine */
            machine: string;
        };
        /**
         * GroupView
         * @description The group that walks, and where it stands. Its clock stands while it pauses.
         */
        GroupView: {
            /** Number */
            number: number;
            /**
             * Code
             * @description By which tablets join
             */
            code: string;
            /** Slot */
            slot: number | null;
            /** Roles */
            roles: ("owner" | "production" | "maintenance" | "quality" | "it")[];
            /** Sectors */
            sectors: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other")[];
            /** People */
            people: number;
            /** Firms */
            firms: number;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es" | "it" | "ca-valencia";
            /** Minutes */
            minutes: number;
            /** Stops */
            stops: components["schemas"]["TourStop"][];
            /**
             * At
             * @description Which of the stops
             */
            at: number;
            /**
             * Step
             * @enum {string}
             */
            step: "problem" | "see" | "break" | "caught" | "mine";
            /** Begun Us */
            begun_us: number;
            /**
             * Stop Since Us
             * @description Since when it is at this stop, or went on after a pause
             */
            stop_since_us: number;
            /** Paused Us */
            paused_us?: number | null;
            /** Ended Us */
            ended_us?: number | null;
            /**
             * Rested S
             * @default 0
             */
            rested_s?: number;
            /**
             * Extended
             * @description Minutes that were added
             * @default 0
             */
            extended?: number;
            /**
             * Planned
             * @description Minutes of all stops as they were planned at the beginning
             */
            planned: number;
            /** Reached */
            reached: string[];
        };
        /**
         * GuidesView
         * @description Whether who asks may move the tour.
         */
        GuidesView: {
            /** Guides */
            guides: boolean;
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /**
         * HealthView
         * @description Is data flowing? Not: is the process up.
         *
         *     Where several hubs share the storing (`role`), the inbox, `rows`, `rows_per_s` and `quarantined` are this
         *     process's own; cells, gateways and messages are the whole plant's. One that `stores only` knows no
         *     cells and no gateways, and counts its own messages.
         */
        HealthView: {
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "degraded" | "blocked";
            /**
             * Reasons
             * @description `limits` as English sentences
             */
            reasons: string[];
            /**
             * Limits
             * @default []
             */
            limits?: components["schemas"]["LimitView"][];
            /**
             * Role
             * @default alone
             * @enum {string}
             */
            role?: "alone" | "shares" | "stores only";
            /** Share */
            share?: string | null;
            /**
             * Broker
             * @enum {string}
             */
            broker: "connected" | "away";
            /**
             * Store
             * @enum {string}
             */
            store: "ok" | "blocked";
            /** Store Problem */
            store_problem: string | null;
            /** Cells Live */
            cells_live: number | null;
            /** Cells Known */
            cells_known: number | null;
            /** Inbox */
            inbox: number;
            /** Inbox Dropped */
            inbox_dropped: number;
            /** Messages Per S */
            messages_per_s: number;
            /** Rows Per S */
            rows_per_s: number;
            /**
             * Rows
             * @description Stored and receipted by this process since its start, repeats included
             * @default 0
             */
            rows?: number;
            /** Quarantined */
            quarantined: number;
            /** Rollup Behind */
            rollup_behind: number;
            /** Viewers */
            viewers: number;
            /**
             * Viewers Slow
             * @description Viewers let go since the start because they did not keep up
             */
            viewers_slow: number;
            /**
             * Screens Every S
             * @description So often the live stream tells changes at most
             */
            screens_every_s: number;
            /** Uptime S */
            uptime_s: number;
            /** Version */
            version: string;
            /** Gateways */
            gateways: components["schemas"]["GatewayView"][];
            eyes: components["schemas"]["EyesHealth"];
            /**
             * Tls Until Us
             * @description When the certificate for HTTPS ends
             */
            tls_until_us?: number | null;
        };
        /**
         * HideIn
         * @description Whether others may see it.
         */
        HideIn: {
            /**
             * Hidden
             * @description It is in no count and no contact
             */
            hidden: boolean;
        };
        /**
         * HistogramView
         * @description How many values lie from `edges[i]` to `edges[i + 1]`.
         */
        HistogramView: {
            /** Edges */
            edges: number[];
            /** Counts */
            counts: number[];
        };
        /**
         * HoldingView
         * @description What parts say that were measured after it was learnt. Shares with their 95 % interval.
         */
        HoldingView: {
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "too_few" | "holds" | "coverage" | "off";
            /** Tests */
            tests: number;
            /** Needs */
            needs: number;
            /** Held */
            held: number;
            /** Low */
            low: number | null;
            /** High */
            high: number | null;
            /** Off */
            off: number | null;
            /** Off Low */
            off_low: number | null;
            /** Off High */
            off_high: number | null;
        };
        /**
         * ImportView
         * @description What became of a sheet: rows taken over, of these such that stand in another's place; known ones.
         */
        ImportView: {
            /** Taken */
            taken: number;
            /** Replaced */
            replaced: number;
            /** Known */
            known: number;
            /** Rejected */
            rejected: components["schemas"]["RejectionView"][];
        };
        /**
         * IndexView
         * @description A capability index with its 95 % interval.
         */
        IndexView: {
            /** Value */
            value: number;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * InspectionDetail
         * @description One with all that was measured and found. `shot`: the id of the shot that the part is from.
         *
         *     `mm_to_px`: the 3 x 3 matrix, row by row, from mm to pixels of the diffuse picture (empty: not known).
         *     `map`: whether the map of where is kept; its middle is that of the part.
         */
        InspectionDetail: {
            inspection: components["schemas"]["InspectionView"];
            /** Checks */
            checks: components["schemas"]["CheckView"][];
            /** Mm To Px */
            mm_to_px: number[];
            /** Map */
            map: boolean;
            /** Map Px Per Mm */
            map_px_per_mm: number | null;
            /**
             * Pictures Kept
             * @description SHA-256 of pictures that are still kept
             */
            pictures_kept: string[];
            /** Corrections */
            corrections: components["schemas"]["CorrectionView"][];
            /** Shot */
            shot: string | null;
        };
        /**
         * InspectionPage
         * @description A list, newest first; `next` continues it.
         */
        InspectionPage: {
            /** Inspections */
            inspections: components["schemas"]["ListedInspection"][];
            /** Next */
            next: string | null;
        };
        /**
         * InspectionView
         * @description What was seen of one part or cavity at one moment. `worst`: the check that spoke against it most.
         *
         *     `reason` says why there is no verdict (`eyes.reason.<reason>`). `model`: the version that looked.
         */
        InspectionView: {
            /** Id */
            id: string;
            /** Cell */
            cell: string;
            /** Run */
            run: string;
            /** Camera */
            camera: string;
            /**
             * Of
             * @enum {string}
             */
            of: "part" | "mould";
            /** Cavity */
            cavity: number | null;
            /** Shot Counter */
            shot_counter: number | null;
            /** Measured Us */
            measured_us: number;
            /** Inspected Us */
            inspected_us: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "pass" | "look again" | "reject" | "cannot judge";
            /** Reason */
            reason: string | null;
            /** Warnings */
            warnings: string[];
            /** Score */
            score: number | null;
            /** P Value */
            p_value: number | null;
            /** Worst */
            worst: string | null;
            /** Name */
            name: string;
            /** Model */
            model: string;
            /** Took Ms */
            took_ms: number;
            /** Pictures */
            pictures: components["schemas"]["SeenPicture"][];
            corrected: components["schemas"]["CorrectionView"] | null;
        };
        /**
         * IntentionCount
         * @description What visitors of a station said that their firms will do; `sectors`: of those who will.
         *
         *     Null is not told: plans are in `rest` together (null: fewer than 3 firms), `done` is fewer than 3.
         */
        IntentionCount: {
            /** Station */
            station: string;
            /** This Year */
            this_year: number | null;
            /** Later */
            later: number | null;
            /** No */
            no: number | null;
            /** Rest */
            rest: number | null;
            /** Done */
            done: number | null;
            sectors: components["schemas"]["SplitView"];
        };
        /**
         * IntentionIn
         * @description Whether the firm will do what a station shows; `no` says why. The newer one replaces the older.
         */
        IntentionIn: {
            /** Language */
            language: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "intention";
            /**
             * Station
             * @description small letters, digits and dashes, for example imm-1
             */
            station: string;
            /**
             * Plan
             * @enum {string}
             */
            plan: "this_year" | "later" | "no";
            /**
             * Text
             * @default
             */
            text?: string;
            /** Sector */
            sector?: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other") | null;
            /** Size */
            size?: ("micro" | "small" | "medium" | "large") | null;
        };
        /**
         * InterestIn
         * @description We look for this, or offer it. Contact only with a consent; a newer one of topic and side replaces it.
         */
        InterestIn: {
            /** Language */
            language: string;
            /**
             * Side
             * @enum {string}
             */
            side: "look" | "offer";
            /**
             * Station
             * @description small letters, digits and dashes, for example imm-1
             */
            station: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "firm" | "supplier" | "consultant" | "institute";
            /** Sector */
            sector?: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other") | null;
            /** Name */
            name?: string | null;
            /** Contact */
            contact?: string | null;
            consent?: components["schemas"]["ConsentIn"] | null;
        };
        /**
         * InterestTopic
         * @description Of one station: who looks and who offers, and the sectors of the firms that look.
         */
        InterestTopic: {
            /** Station */
            station: string;
            look: components["schemas"]["KindSplit"];
            offer: components["schemas"]["KindSplit"];
            sectors: components["schemas"]["SplitView"];
        };
        /**
         * InterestView
         * @description An interest as an instructor sees it.
         */
        InterestView: {
            /** Id */
            id: number;
            /**
             * Side
             * @enum {string}
             */
            side: "look" | "offer";
            /** Station */
            station: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "firm" | "supplier" | "consultant" | "institute";
            /** Opted In */
            opted_in: boolean;
            /** Sector */
            sector: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other") | null;
            /** Name */
            name: string | null;
            /** Contact */
            contact: string | null;
            /** Left Us */
            left_us: number;
            /** Hidden */
            hidden: boolean;
        };
        /**
         * InvitationView
         * @description Where a tablet goes to join. `here_only`: this address leads here from this machine alone.
         */
        InvitationView: {
            /** Url */
            url: string;
            /** Here Only */
            here_only: boolean;
        };
        /**
         * ItineraryView
         * @description A way through the hall; what it leaves of the time is for questions.
         */
        ItineraryView: {
            /** Roles */
            roles: ("owner" | "production" | "maintenance" | "quality" | "it")[];
            /** Minutes */
            minutes: number;
            /** Stops */
            stops: components["schemas"]["TourStop"][];
        };
        /**
         * JobIn
         * @description A job begins; what is left out is as the machine tells it, or not known.
         */
        JobIn: {
            /**
             * At Us
             * @description UTC, microseconds; left out: now
             */
            at_us?: number | null;
            /** Replaces */
            replaces?: number | null;
            /**
             * Note
             * @default
             */
            note?: string;
            /** Job */
            job: string;
            /**
             * To Us
             * @description UTC, microseconds; left out: now
             */
            to_us?: number | null;
            /** Mould */
            mould?: string | null;
            /** Product */
            product?: string | null;
            /** Material */
            material?: string | null;
            /** Standard Cycle S */
            standard_cycle_s?: number | null;
            /** Cavities */
            cavities?: number | null;
            /** Active Cavities */
            active_cavities?: number | null;
            /** Part Weight G */
            part_weight_g?: number | null;
            /** Planned Quantity */
            planned_quantity?: number | null;
        };
        /**
         * JobView
         * @description A job as OEE counts with it; `told`: by a person or a sheet, else by the machine itself.
         */
        JobView: {
            /** Job */
            job: string;
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number | null;
            /** Mould */
            mould: string | null;
            /** Standard Cycle S */
            standard_cycle_s: number | null;
            /** Cavities */
            cavities: number;
            /** Active Cavities */
            active_cavities: number;
            /** Planned Quantity */
            planned_quantity: number | null;
            /** Told */
            told: boolean;
            /**
             * Made
             * @description Parts since it began, as far as they were counted
             */
            made: number | null;
        };
        /**
         * JoinIn
         * @description The code of the group.
         */
        JoinIn: {
            /** Code */
            code: string;
        };
        /**
         * JudgedView
         * @description What is said of the photograph itself; nothing of it is kept.
         */
        JudgedView: {
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "pass" | "look again" | "reject" | "cannot judge";
            /** Reason */
            reason: string | null;
            /** Warnings */
            warnings: string[];
            /** Places */
            places: components["schemas"]["PlaceView"][];
            /**
             * Silent
             * @description Checks that need lights which a photograph has not
             */
            silent: string[];
        };
        /**
         * KeptView
         * @description One kind of data; without `days` and `gigabytes` it is kept for ever.
         */
        KeptView: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "shots" | "rollups" | "frames" | "curves" | "pictures";
            /**
             * Days
             * @description Older ones go
             */
            days?: number | null;
            /**
             * Gigabytes
             * @description Beyond it the oldest go
             */
            gigabytes?: number | null;
            /**
             * Until Us
             * @description What was measured before has gone; of pictures, those of rejects may be there
             */
            until_us?: number | null;
            /**
             * Gone
             * @description How many have gone so far
             * @default 0
             */
            gone?: number;
        };
        /**
         * KindCount
         * @description How many of a kind.
         */
        KindCount: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "firm" | "supplier" | "consultant" | "institute";
            /** Count */
            count: number;
        };
        /**
         * KindSplit
         * @description Kinds of three and more, and who offers and wants to be found; `rest`: the others, null: fewer than 3.
         */
        KindSplit: {
            /** Told */
            told: components["schemas"]["KindCount"][];
            /** Rest */
            rest: number | null;
        };
        /**
         * LapseWish
         * @description How much faster than in a real cell it wears, fouls and scales; 1 ends the time lapse.
         */
        LapseWish: {
            /** Factor */
            factor: number;
        };
        /**
         * LimitView
         * @description Why data flows with limits or not at all, for who does not read English. `state`: a cell's freshness.
         */
        LimitView: {
            /**
             * Code
             * @enum {string}
             */
            code: "store" | "broker" | "cell" | "eyes" | "tls";
            /** Cell */
            cell?: string | null;
            /** State */
            state?: ("live" | "catching-up" | "frozen" | "stale" | "offline" | "never") | null;
            /**
             * Why
             * @description In English: what a system says
             */
            why?: string | null;
            /**
             * Day
             * @description When a certificate ends, year-month-day, UTC
             */
            day?: string | null;
        };
        /**
         * LimitsView
         * @description What taught the limits. `reused`: an earlier stretch of the same mould and settings.
         */
        LimitsView: {
            /**
             * Basis
             * @enum {string}
             */
            basis: "moving_range" | "ar1" | "within" | "between";
            /** Centre */
            centre: number;
            /** Sigma */
            sigma: number;
            /** Phi */
            phi: number;
            /** Count */
            count: number;
            /** Trimmed */
            trimmed: number;
            /** Steady */
            steady: boolean;
            /** Reused */
            reused: boolean;
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number;
        };
        /**
         * LineView
         * @description Mean power over throughput of one mould: base load and energy per kilogram.
         *
         *     `others`: windows of other moulds, which are not in it. `phi`: likeness of neighbours that widened the
         *     intervals, 0 where it does not matter.
         */
        LineView: {
            /** Mould */
            mould: string | null;
            /** Windows */
            windows: number;
            /** Others */
            others: number;
            /** Hours */
            hours: number;
            base_kw: components["schemas"]["BoundsView"];
            kwh_kg: components["schemas"]["BoundsView"];
            /** Base Share */
            base_share: number;
            /** Residual Kw */
            residual_kw: number;
            /** Phi */
            phi: number;
            /** Band */
            band: components["schemas"]["BandView"][];
            /** Remarks */
            remarks: string[];
        };
        /**
         * ListedInspection
         * @description One of a list, with what a small picture of it needs. `shot`: the id of the shot that the part is from.
         *
         *     `outlines`: where the worst check saw something. `mm_to_px`: as in `InspectionDetail`.
         */
        ListedInspection: {
            /** Id */
            id: string;
            /** Cell */
            cell: string;
            /** Run */
            run: string;
            /** Camera */
            camera: string;
            /**
             * Of
             * @enum {string}
             */
            of: "part" | "mould";
            /** Cavity */
            cavity: number | null;
            /** Shot Counter */
            shot_counter: number | null;
            /** Measured Us */
            measured_us: number;
            /** Inspected Us */
            inspected_us: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "pass" | "look again" | "reject" | "cannot judge";
            /** Reason */
            reason: string | null;
            /** Warnings */
            warnings: string[];
            /** Score */
            score: number | null;
            /** P Value */
            p_value: number | null;
            /** Worst */
            worst: string | null;
            /** Name */
            name: string;
            /** Model */
            model: string;
            /** Took Ms */
            took_ms: number;
            /** Pictures */
            pictures: components["schemas"]["SeenPicture"][];
            corrected: components["schemas"]["CorrectionView"] | null;
            /** Shot */
            shot: string | null;
            /** Outlines */
            outlines: components["schemas"]["RegionView"][];
            /** Mm To Px */
            mm_to_px: number[];
        };
        /**
         * LiveDelta
         * @description A change: whole views of the cells that changed, whatever their field; absent cells did not change.
         *
         *     `gone` names visitors' cells that are no more.
         */
        LiveDelta: {
            /**
             * Type
             * @default delta
             * @constant
             */
            type?: "delta";
            /** Seq */
            seq: number;
            /** Now Us */
            now_us: number;
            health: components["schemas"]["HealthView"] | null;
            /** Cells */
            cells: components["schemas"]["CellView"][];
            /**
             * Gone
             * @default []
             */
            gone?: string[];
            /** @description When it has changed */
            tour?: components["schemas"]["TourView"] | null;
        };
        /**
         * LiveSnapshot
         * @description First message of the live stream: everything. `seq` counts messages from here.
         */
        LiveSnapshot: {
            /**
             * Type
             * @default snapshot
             * @constant
             */
            type?: "snapshot";
            /** Seq */
            seq: number;
            /** Now Us */
            now_us: number;
            health: components["schemas"]["HealthView"];
            /** Cells */
            cells: components["schemas"]["CellView"][];
            /** @description Where the shared tour stands */
            tour?: components["schemas"]["TourView"] | null;
        };
        /**
         * LossView
         * @description A loss of the waterfall: its time, the parts that could have been made in it, what is left after it.
         */
        LossView: {
            /** Key */
            key: string;
            /** Loss Us */
            loss_us: number;
            /** Parts */
            parts: number;
            /** Left Us */
            left_us: number;
        };
        /**
         * MarkerView
         * @description A marker of the fixture: corners clockwise from its own upper left.
         */
        MarkerView: {
            /** Id */
            id: number;
            /** Corners Mm */
            corners_mm: [
                number,
                number
            ][];
        };
        /**
         * MatchView
         * @description What this browser sees on a topic on which it has opted in.
         */
        MatchView: {
            /** Station */
            station: string;
            /** Contacts */
            contacts: components["schemas"]["ContactView"][];
        };
        /**
         * MattersView
         * @description An assumption that moves the plan much, by its name in words.
         */
        MattersView: {
            /** Name */
            name: string;
            /** Low */
            low: number;
            /** Likely */
            likely: number;
            /** High */
            high: number;
            /** Unit */
            unit: string;
            /** Source */
            source: string;
            /** Own */
            own: number | null;
            /** Station */
            station: string;
            /** Effect */
            effect: string;
            /** Title */
            title: string;
            /**
             * Swing Eur
             * @description Net euros of a year between its ends
             */
            swing_eur: number;
        };
        /**
         * MeView
         * @description Who is asking.
         */
        MeView: {
            /**
             * Role
             * @enum {string}
             */
            role: "visitor" | "operator" | "instructor" | "admin";
            /** May Log In */
            may_log_in: boolean;
        };
        /**
         * MeasuredIn
         * @description What scale and gauge show, by quantity, in its unit.
         */
        MeasuredIn: {
            /**
             * At Us
             * @description UTC, microseconds; left out: now
             */
            at_us?: number | null;
            /** Replaces */
            replaces?: number | null;
            /**
             * Note
             * @default
             */
            note?: string;
            /** Values */
            values: {
                [key: string]: number;
            };
            /** Shot Counter */
            shot_counter?: number | null;
            /** Job */
            job?: string | null;
        };
        /**
         * MeasurementView
         * @description What a gauge read on the part of a shot.
         */
        MeasurementView: {
            /** Measured Us */
            measured_us: number;
            /** Inspector */
            inspector: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "simulated" | "recorded" | "real";
            /** Values */
            values: {
                [key: string]: number | null;
            };
        };
        /**
         * MeetingIn
         * @description What an instructor announces. `starts`: by the plant's clock, such as 2026-12-03T10:00.
         */
        MeetingIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "seminar" | "project";
            /** Title */
            title: string;
            /** Starts */
            starts: string;
            /** Place */
            place: string;
            /** Places */
            places: number;
            /** Language */
            language: string;
            /** Link */
            link?: string | null;
            /** Station */
            station?: string | null;
        };
        /**
         * MeetingView
         * @description A meeting with its seats. `mine`: this browser has one, `named`: with a name.
         */
        MeetingView: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "seminar" | "project";
            /** Title */
            title: string;
            /** Starts Us */
            starts_us: number;
            /** Place */
            place: string;
            /** Places */
            places: number;
            /** Taken */
            taken: number;
            /** Language */
            language: string;
            /** Link */
            link: string | null;
            /** Station */
            station: string | null;
            /** Cancelled */
            cancelled: boolean;
            /** Over */
            over: boolean;
            /** Mine */
            mine: boolean;
            /** Named */
            named: boolean;
        };
        /**
         * MineEntry
         * @description One thing that was left. `said`: its fields by name, as they are kept.
         */
        MineEntry: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "voice" | "vote" | "seat" | "interest";
            /** Id */
            id: number;
            /** Left Us */
            left_us: number;
            /** Said */
            said: {
                [key: string]: string | number | boolean | null;
            };
            consent: components["schemas"]["ConsentView"] | null;
        };
        /**
         * MineView
         * @description Everything that this browser left; `code`: deletes it from elsewhere, null while nothing was left.
         */
        MineView: {
            /** Code */
            code: string | null;
            /**
             * Contacts Kept Days
             * @default 400
             */
            contacts_kept_days?: number;
            /** Entries */
            entries: components["schemas"]["MineEntry"][];
        };
        /**
         * ModerationIn
         * @description What an instructor decides about a voice. What was done has a sentence and a day.
         */
        ModerationIn: {
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "shown" | "hidden";
            /**
             * Answer
             * @default
             */
            answer?: string;
            /**
             * Done
             * @default
             */
            done?: string;
            /** Done Us */
            done_us?: number | null;
        };
        /**
         * MouldDetail
         * @description A mould with its cavities. `limit_mm2`: the size at which something is to be put right.
         */
        MouldDetail: {
            mould: components["schemas"]["MouldView"];
            /** Limit Mm2 */
            limit_mm2: number;
            /** Cavities */
            cavities: components["schemas"]["CavityView"][];
        };
        /**
         * MouldView
         * @description A mould in its press. `name` is that of its model.
         */
        MouldView: {
            /** Cell */
            cell: string;
            /** Mould */
            mould: string;
            /** Name */
            name: string;
            /** Learnt */
            learnt: boolean;
            /** Last Us */
            last_us: number | null;
            /**
             * Inspections
             * @description Of its cavities, at most 1,000
             */
            inspections: number;
        };
        /**
         * MoveIn
         * @description What the guide does. `seen`: the revision on his tablet, so that a second tap does nothing twice.
         */
        MoveIn: {
            /**
             * Deed
             * @enum {string}
             */
            deed: "next" | "back" | "stop" | "step" | "pause" | "go-on" | "extend" | "cut";
            /** Seen */
            seen?: number | null;
            /** Step */
            step?: ("problem" | "see" | "break" | "caught" | "mine") | null;
            /** Stop */
            stop?: string | null;
            /** Minutes */
            minutes?: number | null;
        };
        /**
         * MovedView
         * @description A family of numbers: the one that moved farthest for its uncertainty, in spreads of the base shots.
         *
         *     `told`: its interval, which holds for all numbers together, leaves out zero.
         */
        MovedView: {
            /** Name */
            name: string;
            /** Family */
            family: string;
            /** Unit */
            unit: string;
            /** Level */
            level: string;
            /** Before */
            before: number;
            /** Now */
            now: number;
            spreads: components["schemas"]["BoundsView"];
            /** Told */
            told: boolean;
        };
        /**
         * MyInterest
         * @description What this browser has said; `opted_in`: others may see its contact.
         */
        MyInterest: {
            /** Id */
            id: number;
            /**
             * Side
             * @enum {string}
             */
            side: "look" | "offer";
            /** Station */
            station: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "firm" | "supplier" | "consultant" | "institute";
            /** Opted In */
            opted_in: boolean;
        };
        /**
         * NeedView
         * @description One thing that, were it so and all else as it is, would make a technology fit.
         */
        NeedView: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "budget" | "figure" | "sold_hours" | "unpaid_hours" | "once" | "years" | "assume";
            /**
             * Name
             * @description A figure of the firm, an assumption, or what is asked for
             */
            name: string;
            /**
             * At Least
             * @description Else at most
             */
            at_least: boolean;
            /** Value */
            value: number;
            /**
             * Today
             * @description What it is, or what is supposed
             */
            today: number;
            /**
             * Low
             * @description Of what is supposed; of hours, none
             */
            low: number;
            /**
             * High
             * @description Of what is supposed; of hours, all that it would free
             */
            high: number;
            /** Unit */
            unit: string;
            /** Text */
            text: string;
        };
        /**
         * Needs
         * @description The least that a firm must have: 0 nothing, 3 everything.
         */
        Needs: {
            /**
             * Sensor Level
             * @default 0
             */
            sensor_level?: number;
            /**
             * It Level
             * @default 0
             */
            it_level?: number;
        };
        /**
         * NewSecretView
         * @description A secret that was just made; nobody can ask for it again.
         */
        NewSecretView: {
            /** Secret */
            secret: string;
            /** Changed Us */
            changed_us: number;
        };
        /**
         * NextIn
         * @description Which borrowed presses are given back: those of the group's tablets, all, or none.
         */
        NextIn: {
            /**
             * Give Back
             * @default group
             * @enum {string}
             */
            give_back?: "group" | "all" | "none";
        };
        /**
         * NextView
         * @description The house is ready. `failed`: presses that could not be taken back.
         */
        NextView: {
            tour: components["schemas"]["TourView"];
            /** Given Back */
            given_back: string[];
            /** Failed */
            failed: string[];
        };
        /**
         * NumberView
         * @description A number of the reading; its name under `study.<study>.number.<name>`.
         */
        NumberView: {
            /** Name */
            name: string;
            /** Value */
            value: number;
            /** Unit */
            unit: string;
            /** Low */
            low: number | null;
            /** High */
            high: number | null;
        };
        /**
         * OeeAnswer
         * @description The plant and each of its cells in one period; visitors' cells are in none.
         *
         *     `left_out`: cells whose OEE cannot be calculated are not in the plant's sums, unless it is so of all.
         */
        OeeAnswer: {
            period: components["schemas"]["PeriodView"];
            plant: components["schemas"]["OeeView"];
            /** Left Out */
            left_out: string[];
            /** Cells */
            cells: components["schemas"]["OeeView"][];
        };
        /**
         * OeeView
         * @description A cell, or the plant as a whole, in a period. Names of ISO 22400-2: PBT, APT, PQ, GQ, SQ.
         *
         *     `until_us`: what has come after it is not in the figures. `origins`: of the runs that they are made of.
         */
        OeeView: {
            /** Cell */
            cell: string | null;
            /** Origins */
            origins: ("simulated" | "recorded" | "real")[];
            /** Until Us */
            until_us: number;
            oee: components["schemas"]["FigureView"];
            availability: components["schemas"]["FigureView"];
            effectiveness: components["schemas"]["FigureView"];
            quality: components["schemas"]["FigureView"];
            /** Calendar Us */
            calendar_us: number;
            /** Pbt Us */
            pbt_us: number;
            /** Apt Us */
            apt_us: number;
            /** Good Us */
            good_us: number;
            /** Pq */
            pq: number;
            /** Gq */
            gq: number;
            /** Sq */
            sq: number;
            /** Shots */
            shots: number;
            /** Weight G */
            weight_g: number;
            /** Scrap G */
            scrap_g: number;
            /** Steps */
            steps: components["schemas"]["LossView"][];
            /** Stops */
            stops: components["schemas"]["ShareView"][];
            /** Scrap */
            scrap: components["schemas"]["ShareView"][];
            /** Flags */
            flags: components["schemas"]["FlagView"][];
            /**
             * Parts
             * @description Shorter periods of this one, in order of time
             */
            parts: components["schemas"]["PartView"][];
        };
        /**
         * OutView
         * @description A step that is not in the plan, and why. A bet is a technology that pays in some cases, not in enough.
         */
        OutView: {
            /** Step */
            step: string;
            /** Station */
            station: string | null;
            /** Station Title */
            station_title: string | null;
            /** Title */
            title: string;
            /** Reasons */
            reasons: components["schemas"]["ReasonView"][];
            /** Bet */
            bet: boolean;
            /**
             * Pays Pct
             * @description Cases in which the plan would be better with it, and what it needs
             */
            pays_pct: number | null;
            once_eur: components["schemas"]["Ends"];
            net_eur: components["schemas"]["Ends"] | null;
            /**
             * Needs
             * @description What would have to be true; any one of them would do. None: nobody asked for it
             */
            needs: components["schemas"]["NeedView"][] | null;
        };
        /**
         * Outage
         * @description The newest time that the cable was out; while it is, what is not yet known is None.
         */
        Outage: {
            /**
             * Out Us
             * @description UTC, microseconds since 1970-01-01
             */
            out_us: number;
            /** In Us */
            in_us?: number | null;
            /**
             * Waiting
             * @description Records in the outbox when it was plugged in
             */
            waiting?: number | null;
            /**
             * Drained S
             * @description So long after that, the hub had receipted all of them
             */
            drained_s?: number | null;
        };
        /**
         * OverlayView
         * @description What to draw over a cell's plate or tray, and where its markers are; `stored` only after a first look.
         */
        OverlayView: {
            /** Cell */
            cell: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "part" | "mould";
            /** Mould */
            mould: string;
            fixture: components["schemas"]["FixtureView"];
            /**
             * Cavities
             * @description Whose inspections are at hand
             */
            cavities: number[];
            stored: components["schemas"]["StoredView"] | null;
        };
        /**
         * PaceWish
         * @description How fast time runs; `max`: as fast as the machine's reader takes it.
         */
        PaceWish: {
            /** Pace */
            pace: "max" | number;
        };
        /**
         * PartTruth
         * @description One part as it really is.
         */
        PartTruth: {
            /** Cavity */
            cavity: number;
            /** Weight G */
            weight_g: number;
            /** Severities */
            severities: {
                [key: string]: number;
            };
        };
        /**
         * PartView
         * @description A shift of a day, a day of a week: its OEE and its good parts.
         */
        PartView: {
            period: components["schemas"]["PeriodView"];
            oee: components["schemas"]["FigureView"];
            /** Gq */
            gq: number;
            /** Pbt Us */
            pbt_us: number;
        };
        /**
         * PartWeightView
         * @description What a part is reckoned to weigh. `readings`: of gauges, of which it is the median; 0: a job's sheet.
         */
        PartWeightView: {
            /** Part G */
            part_g: number;
            /**
             * By
             * @enum {string}
             */
            by: "job" | "gauge";
            /** Readings */
            readings: number;
        };
        /**
         * PassIn
         * @description What the instructor's page has shown.
         */
        PassIn: {
            /** Code */
            code: string;
        };
        /**
         * PassView
         * @description A code by which one tablet may move the tour; good once, and not for long.
         */
        PassView: {
            /** Code */
            code: string;
            /** Until Us */
            until_us: number;
            /** Url */
            url: string;
            /** Here Only */
            here_only: boolean;
        };
        /**
         * PeriodView
         * @description A period by the plant's calendar. `until_us`: it still goes on, and this is up to when it is told.
         *
         *     `before_us`, `after_us`: moments in the periods before and after it; null where there is none yet.
         */
        PeriodView: {
            /**
             * Unit
             * @enum {string}
             */
            unit: "hour" | "shift" | "day" | "week" | "month";
            /** Name */
            name: string;
            /**
             * Day
             * @description The local day on which it begins
             */
            day: string;
            /** Start Us */
            start_us: number;
            /** End Us */
            end_us: number;
            /** Until Us */
            until_us: number;
            /** Before Us */
            before_us?: number | null;
            /** After Us */
            after_us?: number | null;
        };
        /**
         * PhaseMark
         * @description A stretch of the cycle: fill, pack, cool ... in seconds from its start.
         */
        PhaseMark: {
            /**
             * Phase
             * @enum {string}
             */
            phase: "fill" | "pack" | "cool";
            /** Start S */
            start_s: number;
            /** End S */
            end_s: number;
        };
        /**
         * PhotoView
         * @description A photograph with its overlay.
         *
         *     `mm_to_photo`: the 3 x 3 matrix, row by row, from mm of the fixture to pixels of the upright photograph,
         *     counted at their middles; empty when the markers were not found. `part_to_photo`: the same for the part as
         *     it lies there, when it was found.
         */
        PhotoView: {
            /** Width Px */
            width_px: number;
            /** Height Px */
            height_px: number;
            /**
             * Markers
             * @description Numbers that were found
             */
            markers: number[];
            /** Mm To Photo */
            mm_to_photo: number[];
            /** Part To Photo */
            part_to_photo: number[];
            judged: components["schemas"]["JudgedView"];
            overlay: components["schemas"]["OverlayView"];
        };
        /**
         * PictureView
         * @description A picture of the part of a shot; its bytes are at `/export/pictures/<sha256>` while they are kept.
         */
        PictureView: {
            /** Sha256 */
            sha256: string;
            /** Camera */
            camera: string;
            /** Light */
            light: string | null;
            /** Measured Us */
            measured_us: number;
            /** Kept */
            kept: boolean;
        };
        /**
         * PicturedView
         * @description Pictures of one part or cavity, taken one light after the other; without a look at them, no verdict.
         */
        PicturedView: {
            /** Camera */
            camera: string;
            /** Shot Counter */
            shot_counter: number | null;
            /** Measured Us */
            measured_us: number;
            /** Pictures */
            pictures: components["schemas"]["PictureView"][];
        };
        /**
         * PlaceView
         * @description Where a check sees something.
         */
        PlaceView: {
            /** Check */
            check: string;
            /** Outline Mm */
            outline_mm: [
                number,
                number
            ][];
            /** Area Mm2 */
            area_mm2: number;
        };
        /**
         * PlanStepView
         * @description A step of the plan, by itself. Effect and pay-back are a technology's; groundwork has none.
         */
        PlanStepView: {
            /** Step */
            step: string;
            /** Station */
            station: string | null;
            /** Station Title */
            station_title: string | null;
            /** Title */
            title: string;
            /** Why */
            why: string;
            /** Monday */
            monday: string;
            /** Risks */
            risks: string[];
            once_eur: components["schemas"]["Ends"];
            yearly_eur: components["schemas"]["Ends"];
            net_eur: components["schemas"]["Ends"] | null;
            /**
             * Gains
             * @description Of a year, by kind, before what is saved twice is cut
             */
            gains: components["schemas"]["GainView"][];
            /** Payback Months */
            payback_months: number | null;
            /**
             * Pays Pct
             * @description Cases in which it pays, with all that is in `whole`
             */
            pays_pct: number | null;
            /** @description A technology's; groundwork has none */
            whole: components["schemas"]["WholeView"] | null;
            /** Skills */
            skills: string[];
            /** Source */
            source: string;
            /** Begins Week */
            begins_week: number;
            /** Weeks */
            weeks: number;
            /** Reasons */
            reasons: components["schemas"]["ReasonView"][];
        };
        /**
         * PlanView
         * @description When to look next. `why`: at the usual pace, or sooner because something meets its limit.
         */
        PlanView: {
            /** Last Us */
            last_us: number;
            /** Usual H */
            usual_h: number | null;
            /** Next Us */
            next_us: number | null;
            /**
             * Why
             * @enum {string}
             */
            why: "usual" | "limit" | "unknown";
        };
        /**
         * PlantView
         * @description The plant as a whole: its name, its calendar, its clock.
         */
        PlantView: {
            /** Title */
            title: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /** Timezone */
            timezone: string;
            /** Now Us */
            now_us: number;
            /** Pace */
            pace: number;
            /** Version */
            version: string;
        };
        /**
         * ProcessView
         * @description How the process of a cell is, by its own clock; `seen_us`: its newest shot that was looked at.
         */
        ProcessView: {
            /** Cell */
            cell: string;
            /**
             * Phase
             * @enum {string}
             */
            phase: "waiting" | "learning" | "watching" | "interrupted" | "changed";
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Seen Us */
            seen_us: number | null;
            /**
             * Gathered
             * @description Good shots towards a template
             */
            gathered: number;
            /** Wanted */
            wanted: number;
            template: components["schemas"]["TemplateView"] | null;
            /** Level */
            level: ("A" | "B" | "C" | "D") | null;
            /**
             * Score
             * @description How far the farthest number is; 1 is the limit
             */
            score: number | null;
            /** Numbers */
            numbers: components["schemas"]["WatchedView"][];
            alarm: components["schemas"]["DriftView"] | null;
            /** @description What was called when a setting changed: if its cause stands, it is learnt as usual */
            doubt: components["schemas"]["DriftView"] | null;
        };
        /**
         * PromiseView
         * @description Shares of fresh good parts that are rejected, and not passed, at most; with n goods held back.
         *
         *     `low` and `high`: between them the share that is not passed will lie, in 90 of 100 learnings.
         */
        PromiseView: {
            /** Goods */
            goods: number;
            /** Reject */
            reject: number;
            /** Not Passed */
            not_passed: number;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * ProposalIn
         * @description What is to be shown next.
         */
        ProposalIn: {
            /** Language */
            language: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "proposal";
            /** Text */
            text: string;
            /** Station */
            station?: string | null;
        };
        /**
         * QualityQuantity
         * @description A quantity that can be charted. `part`: a gauge tells it of the part, not the press of the shot.
         */
        QualityQuantity: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Part */
            part: boolean;
            /**
             * Count
             * @description Among the newest shots, or parts, that were looked through
             */
            count: number;
            /**
             * Level
             * @description What a press must offer: A pulse, B values, D a cavity sensor; part: a gauge
             */
            level: string;
            /**
             * Process Low
             * @description Declared process limit; no tolerance
             */
            process_low: number | null;
            /** Process High */
            process_high: number | null;
        };
        /**
         * QualityView
         * @description What can be charted of a cell.
         */
        QualityView: {
            /** Cell */
            cell: string;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Seen Us */
            seen_us: number | null;
            /**
             * Looked
             * @description Shots that were looked through
             */
            looked: number;
            /** Quantities */
            quantities: components["schemas"]["QualityQuantity"][];
            /** Charts */
            charts: components["schemas"]["ChartKind"][];
        };
        /**
         * QuarantineView
         * @description Messages that could not be read, by reason; the newest one is kept whole up to 64 kB.
         */
        QuarantineView: {
            /** Reason */
            reason: string;
            /** Count */
            count: number;
            /** First Us */
            first_us: number;
            /** Last Us */
            last_us: number;
            /** Topic */
            topic: string;
            /** Detail */
            detail: string;
        };
        /**
         * QuestionIn
         * @description What somebody wants to know.
         */
        QuestionIn: {
            /** Language */
            language: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "question";
            /** Text */
            text: string;
            /** Station */
            station?: string | null;
        };
        /**
         * QuestionView
         * @description A question of the self-assessment; `sets`: the figure of the firm that its answer is.
         */
        QuestionView: {
            /** Question */
            question: string;
            /** Area */
            area: string;
            /** Sets */
            sets: ("sensor_level" | "it_level") | null;
            /** Ask */
            ask: string;
            /** Answers */
            answers: components["schemas"]["ChoiceView"][];
        };
        /**
         * RatingIn
         * @description What somebody of the group thinks of the visit.
         */
        RatingIn: {
            /** Code */
            code: string;
            /** Rating */
            rating: number;
        };
        /**
         * ReadingView
         * @description What the points tell. `cannot`: why what was asked cannot be told from them.
         */
        ReadingView: {
            plot: components["schemas"]["StudyPlot"];
            /** Numbers */
            numbers: components["schemas"]["NumberView"][];
            /**
             * Says
             * @description What was found
             */
            says: components["schemas"]["SaidView"][];
            /**
             * Advises
             * @description What to do, compared with what is set now if that is known
             */
            advises: components["schemas"]["SaidView"][];
            cannot: components["schemas"]["SaidView"] | null;
        };
        /**
         * ReasonView
         * @description A code with what it is about, and the same as a sentence.
         */
        ReasonView: {
            /** Code */
            code: string;
            /** Params */
            params: {
                [key: string]: number | string | string[];
            };
            /** Text */
            text: string;
        };
        /**
         * Reckoning
         * @description Numbers of both ends. Records: frames, shots and others.
         */
        Reckoning: {
            /**
             * Produced
             * @description The gateway's file: ever written
             */
            produced: number;
            /**
             * Waiting
             * @description The gateway's file: not yet receipted
             */
            waiting: number;
            /** Waiting Rows */
            waiting_rows: number;
            /** Waiting Bytes */
            waiting_bytes: number;
            /**
             * Given Up
             * @description The gateway's file: given up because it was full
             */
            given_up: number;
            /**
             * Stored
             * @description The hub's database: counted in the transaction that stored them
             */
            stored: number;
            /**
             * Receipts Due
             * @description Stored, but the gateway has not heard so: they wait there as well
             */
            receipts_due: number;
            /**
             * Lost
             * @description Receipted, but not in the database
             */
            lost: number;
            /**
             * Doubled
             * @description More in the database than was ever produced
             */
            doubled: number;
            /**
             * Meets
             * @description produced = waiting + stored + given up, all of one moment
             */
            meets: boolean;
        };
        /**
         * RefusalView
         * @description The answer to a wish that is not fulfilled; without a code there is the sentence only.
         */
        RefusalView: {
            /** Detail */
            detail: string;
            /** Code */
            code?: string | null;
            /**
             * Params
             * @default {}
             */
            params?: {
                [key: string]: string | number | string[] | {
                    [key: string]: string;
                };
            };
        };
        /**
         * RegionView
         * @description A closed outline in mm from the middle of the part or plate, x to the right, y downwards.
         */
        RegionView: {
            /** Outline Mm */
            outline_mm: [
                number,
                number
            ][];
            /** Area Mm2 */
            area_mm2: number;
        };
        /**
         * RegrindShareView
         * @description Regrind as it was set, over the shots of the period. None: not told by any, or weight not known.
         */
        RegrindShareView: {
            /** Share Pct */
            share_pct: number | null;
            /** Told */
            told: number;
            /** Shots */
            shots: number;
            /** Kg */
            kg: number | null;
            /** All Kg */
            all_kg: number | null;
        };
        /**
         * RegrindView
         * @description What the newest shots say of regrind. `why`: nothing is compared, and why.
         */
        RegrindView: {
            /** Cell */
            cell: string;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /**
             * Shots
             * @description Looked at, the newest
             */
            shots: number;
            /**
             * Repeated
             * @description Cycles of a recording that was played again, left out
             */
            repeated: number;
            /** From Us */
            from_us: number | null;
            /** To Us */
            to_us: number | null;
            /** Why */
            why: string | null;
            /** Share Pct */
            share_pct: number | null;
            /** Against */
            against: components["schemas"]["AgainstView"][];
            /** Findings */
            findings: components["schemas"]["FindingView"][];
        };
        /**
         * RegrindWish
         * @description Share of regrind in what is fed.
         */
        RegrindWish: {
            /** Pct */
            pct: number;
        };
        /**
         * RehearsalIn
         * @description A tour that is walked alone: nothing of it is kept.
         */
        RehearsalIn: {
            group: components["schemas"]["GroupView"];
            move: components["schemas"]["MoveIn"];
        };
        /**
         * RejectionView
         * @description A row that was not taken over; translate `code` and `params` under `import.<code>`.
         */
        RejectionView: {
            /** Line */
            line: number;
            /** Column */
            column: string | null;
            /** Value */
            value: string;
            /** Code */
            code: string;
            /** Params */
            params: {
                [key: string]: string | number;
            };
            /** Sentence */
            sentence: string;
        };
        /**
         * RelearningView
         * @description How the last try to learn from what people told went; areas under the ROC curve on verdicts held back.
         */
        RelearningView: {
            /**
             * State
             * @enum {string}
             */
            state: "running" | "better" | "not better" | "failed";
            /** At Us */
            at_us: number;
            /** Defects */
            defects: number;
            /** Before */
            before: number | null;
            /** After */
            after: number | null;
            /** Why */
            why: string | null;
        };
        /**
         * ReleaseIn
         * @description The first part of the job was looked at.
         */
        ReleaseIn: {
            /**
             * At Us
             * @description UTC, microseconds; left out: now
             */
            at_us?: number | null;
            /** Replaces */
            replaces?: number | null;
            /**
             * Note
             * @default
             */
            note?: string;
            /** Released */
            released: boolean;
            /** Job */
            job?: string | null;
        };
        /**
         * ReportCell
         * @description A figure, or why there is none: `few`: below 3, `others`: told with others, `none`: nothing there.
         */
        ReportCell: {
            /** Value */
            value: number | null;
            /**
             * State
             * @enum {string}
             */
            state: "told" | "few" | "others" | "none";
        };
        /**
         * ReportFigure
         * @description One figure, now and in the period before. Its words are `report.figure.<name>`.
         */
        ReportFigure: {
            /** Name */
            name: string;
            /** Unit */
            unit: ("slots" | "places" | "firms" | "people" | "groups" | "visits" | "marks" | "voices" | "votes") | ("meetings" | "seats" | "pairs" | "interests" | "min" | "of5");
            now: components["schemas"]["ReportCell"];
            before: components["schemas"]["ReportCell"];
        };
        /**
         * ReportLeftOut
         * @description Something that is not told, or to be known of what is; the sentence is `report.left.<reason>`.
         */
        ReportLeftOut: {
            /**
             * Reason
             * @enum {string}
             */
            reason: "few" | "names" | "unseen" | "hidden" | "twice" | "asked" | "alone" | "deleted" | "more" | "open" | "overlap";
            /**
             * Count
             * @default 0
             */
            count?: number;
        };
        /**
         * ReportPeriod
         * @description Whole days by the plant's calendar, the last included; `before`: those it is compared with.
         */
        ReportPeriod: {
            /**
             * Unit
             * @enum {string}
             */
            unit: "quarter" | "year" | "days";
            /** First */
            first: string;
            /** Last */
            last: string;
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number;
            /** Before First */
            before_first: string;
            /** Before Last */
            before_last: string;
            /**
             * Earlier
             * @description A day of the period before this one
             */
            earlier: string;
            /**
             * Later
             * @description A day of the period after this one
             */
            later: string;
            /**
             * Open
             * @description Its last day is not over yet
             */
            open: boolean;
        };
        /**
         * ReportRow
         * @description One class; its word is in the table's group. `rest`: all that are not told by themselves.
         */
        ReportRow: {
            /** Name */
            name: string;
            now: components["schemas"]["ReportCell"];
            before: components["schemas"]["ReportCell"];
        };
        /**
         * ReportSaid
         * @description What a visitor wrote and an instructor has shown to everybody, with what came of it.
         */
        ReportSaid: {
            /** Kind */
            kind: string;
            /** Text */
            text: string;
            /** Language */
            language: string;
            /** Votes */
            votes: number;
            /** Answer */
            answer: string;
            /** Done */
            done: string;
            /** Done Us */
            done_us: number | null;
        };
        /**
         * ReportSection
         * @description A part of the report; its title is `report.section.<name>`.
         */
        ReportSection: {
            /**
             * Name
             * @enum {string}
             */
            name: "doors" | "guided" | "alone" | "stations" | "marks" | "plans" | "adopted" | "questions" | "follow-ups";
            /** Figures */
            figures: components["schemas"]["ReportFigure"][];
            /** Tables */
            tables: components["schemas"]["ReportTable"][];
        };
        /**
         * ReportTable
         * @description Classes and how many are in each. `about`: the station, where there is one table for each.
         */
        ReportTable: {
            /** Name */
            name: string;
            /**
             * Words
             * @enum {string}
             */
            words: "sector" | "size" | "visit.role" | "visit.language" | "station" | "report.plan" | "report.mark";
            /** Unit */
            unit: ("slots" | "places" | "firms" | "people" | "groups" | "visits" | "marks" | "voices" | "votes") | ("meetings" | "seats" | "pairs" | "interests" | "min" | "of5");
            /** About */
            about?: string | null;
            /** Rows */
            rows: components["schemas"]["ReportRow"][];
            /**
             * Held
             * @description Some classes are not told by themselves, now or before
             */
            held: boolean;
        };
        /**
         * ReportView
         * @description Visits and what came of them, without anybody in it: no class of fewer than 3 firms is told alone.
         */
        ReportView: {
            /** Plant */
            plant: string;
            /**
             * Made
             * @description The plant's day on which it was counted
             */
            made: string;
            period: components["schemas"]["ReportPeriod"];
            /** Sections */
            sections: components["schemas"]["ReportSection"][];
            /** Proposals */
            proposals: components["schemas"]["ReportSaid"][];
            /** Done */
            done: components["schemas"]["ReportSaid"][];
            /** Left Out */
            left_out: components["schemas"]["ReportLeftOut"][];
        };
        /**
         * RoadMapIn
         * @description A firm with its answers, money and time. Nothing of it is kept.
         */
        RoadMapIn: {
            /**
             * @default {
             *       "people": 45,
             *       "presses": 14,
             *       "press_age_y": 15,
             *       "equip_presses": 4,
             *       "shifts_h_day": 16,
             *       "days_year": 225,
             *       "load_pct": 70,
             *       "bottleneck": false,
             *       "hours_fall": false,
             *       "rate_eur_h": 32,
             *       "part_g": 18,
             *       "cycle_s": 24,
             *       "cavities": 4,
             *       "batch_parts": 25000,
             *       "changeovers_week": 16,
             *       "changeover_h": 1.8,
             *       "stops_h_week": 14,
             *       "scrap_pct": 3.5,
             *       "claims_eur_year": 18000,
             *       "inspect_h_day": 12,
             *       "material_eur_kg": 1.9,
             *       "energy_eur_kwh": 0.16,
             *       "kwh_per_kg": 1.6,
             *       "wage_eur_h": 21,
             *       "sensor_level": 0,
             *       "it_level": 1
             *     }
             */
            firm?: components["schemas"]["Firm"];
            /**
             * Own
             * @description Assumptions that the visitor has set, by station and name
             * @default {}
             */
            own?: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /**
             * Answers
             * @description By question; what is left out is unknown
             * @default {}
             */
            answers?: {
                [key: string]: string;
            };
            /**
             * Budget Eur
             * @description To be spent once
             * @default 20000
             */
            budget_eur?: number;
            /**
             * Hours Week
             * @description That somebody has for it
             * @default 8
             */
            hours_week?: number;
            /**
             * Aid Received Eur
             * @description De minimis, in three years
             * @default 0
             */
            aid_received_eur?: number;
            /**
             * Example
             * @description The figures are the example firm's
             * @default false
             */
            example?: boolean;
            /**
             * Conditions
             * @description Steps of which it is told what would have to be true; else of all
             */
            conditions?: string[] | null;
            /**
             * Language
             * @default en
             */
            language?: string;
        };
        /**
         * RoadMapView
         * @description A road map: two technologies first, then every step in its order, what is out and why, aid, Monday.
         */
        RoadMapView: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Language */
            language: string;
            /**
             * Firm
             * @description The firm in one line
             */
            firm: string;
            /** Example */
            example: boolean;
            /** Doubts */
            doubts: string[];
            /** Standings */
            standings: components["schemas"]["AreaStandingView"][];
            /**
             * Best
             * @description The technologies that bring most of those that fit, two at most
             */
            best: string[];
            /**
             * Next
             * @description The nearest technology that does not fit, or is beyond the budget
             */
            next: string | null;
            /**
             * Sure Pct
             * @description In so many cases a technology has to pay to fit
             */
            sure_pct: number;
            /**
             * Summary
             * @description How many fit, and how near the next is
             */
            summary: string;
            /** Steps */
            steps: components["schemas"]["PlanStepView"][];
            /** Left Out */
            left_out: components["schemas"]["OutView"][];
            total: components["schemas"]["TotalView"];
            /** Matters */
            matters: components["schemas"]["MattersView"][];
            aid: components["schemas"]["AidView"];
            /** Monday */
            monday: string[];
            /** Budget Eur */
            budget_eur: number;
            /** Hours Week */
            hours_week: number;
            /** Problems */
            problems: string[];
        };
        /**
         * SaidView
         * @description A sentence under `study.<study>.say.<key>`, and what stands in it.
         */
        SaidView: {
            /** Key */
            key: string;
            /** Params */
            params: {
                [key: string]: string | number;
            };
        };
        /**
         * SandboxDesk
         * @description What there is to borrow. `why_not`: why nothing is; `watch`: a press to look at when all are taken.
         */
        SandboxDesk: {
            mine: components["schemas"]["SandboxView"] | null;
            /** Minutes */
            minutes: number;
            /** Size */
            size: number;
            /** Free */
            free: number;
            why_not: components["schemas"]["RefusalView"] | null;
            /** Watch */
            watch: string | null;
            /** Machines */
            machines: components["schemas"]["SandboxMachine"][];
        };
        /**
         * SandboxIn
         * @description Which machine is wanted.
         */
        SandboxIn: {
            /**
             * Machine
             * @description small letters, digits and dashes, for example imm-1
             */
            machine: string;
        };
        /**
         * SandboxMachine
         * @description A machine that can be borrowed.
         */
        SandboxMachine: {
            /** Machine */
            machine: string;
            /** Title */
            title: string;
            /** Product */
            product: string;
            /** Press */
            press: string;
            /** Material */
            material: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        /**
         * SandboxView
         * @description A press that somebody has borrowed; `problem` says why it does not work, if it does not.
         */
        SandboxView: {
            /** Cell */
            cell: string;
            /** Machine */
            machine: string;
            /** Expires Us */
            expires_us: number;
            /** Problem */
            problem: string | null;
        };
        /**
         * SatisfactionView
         * @description Marks of visitors, the newest of each; `often`: how many gave 1 to 5. All null: fewer than 3.
         */
        SatisfactionView: {
            /** Count */
            count: number | null;
            /** Mean */
            mean: number | null;
            /** Often */
            often: number[] | null;
        };
        /**
         * ScoreView
         * @description The score of one inspection, and what a person said of it.
         */
        ScoreView: {
            /** Id */
            id: string;
            /** Score */
            score: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "pass" | "look again" | "reject" | "cannot judge";
            /** Told */
            told: ("good" | "defect") | null;
        };
        /**
         * ScrapIn
         * @description Bad parts that were sorted out.
         */
        ScrapIn: {
            /**
             * At Us
             * @description UTC, microseconds; left out: now
             */
            at_us?: number | null;
            /** Replaces */
            replaces?: number | null;
            /**
             * Note
             * @default
             */
            note?: string;
            /** Parts */
            parts: number;
            /** Reason */
            reason: string;
            /** Job */
            job?: string | null;
        };
        /**
         * SeatIn
         * @description A seat: anonymous, or with a name and an e-mail address, which need a consent.
         */
        SeatIn: {
            /** Language */
            language: string;
            /** Name */
            name?: string | null;
            /** Email */
            email?: string | null;
            consent?: components["schemas"]["ConsentIn"] | null;
        };
        /**
         * SeatView
         * @description Who has a seat, for who runs the meeting; without a name it is anonymous.
         */
        SeatView: {
            /** Id */
            id: number;
            /** Name */
            name: string | null;
            /** Email */
            email: string | null;
            /** Language */
            language: string;
            /** Left Us */
            left_us: number;
        };
        /**
         * SecretIn
         * @description A secret typed in by a person.
         */
        SecretIn: {
            /** Secret */
            secret: string;
        };
        /**
         * SecretView
         * @description That a role has a secret, and since when.
         */
        SecretView: {
            /**
             * Role
             * @enum {string}
             */
            role: "visitor" | "operator" | "instructor" | "admin";
            /** Changed Us */
            changed_us: number;
        };
        /**
         * SectorCount
         * @description Firms of a sector, as far as that can be told.
         */
        SectorCount: {
            /**
             * Sector
             * @enum {string}
             */
            sector: "toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other";
            /** Firms */
            firms: number;
        };
        /**
         * SeedWish
         * @description Where all chance of a cell comes from.
         */
        SeedWish: {
            /** Seed */
            seed: number;
        };
        /**
         * SeenPicture
         * @description A picture that was looked at; its bytes are at `/export/pictures/<sha256>` while they are kept.
         */
        SeenPicture: {
            /** Light */
            light: string;
            /** Sha256 */
            sha256: string;
        };
        /**
         * SeriesAnswer
         * @description Series of a cell. `rung` names what was read: `frames` or a rung of the roll-up ladder.
         */
        SeriesAnswer: {
            /** Cell */
            cell: string;
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number;
            /**
             * Rung
             * @enum {string}
             */
            rung: "frames" | "10s" | "1min" | "10min" | "1h" | "1d";
            /** Series */
            series: components["schemas"]["SeriesView"][];
        };
        /**
         * SeriesView
         * @description A channel over a period, at most 2,000 points: per bucket its time, lowest, highest and mean.
         */
        SeriesView: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** T Us */
            t_us: number[];
            /** Low */
            low: (number | null)[];
            /** High */
            high: (number | null)[];
            /** Mean */
            mean: (number | null)[];
        };
        /**
         * SettingView
         * @description A setting: what the control shows, what was ordered, the cell's own, what can be set.
         */
        SettingView: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** In Force */
            in_force: number | null;
            /** Ordered */
            ordered: number | null;
            /** Usual */
            usual: number | null;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * SettingWish
         * @description One setting; without a value it is the cell's own again.
         */
        SettingWish: {
            /** Name */
            name: string;
            /** Value */
            value: number | null;
        };
        /**
         * ShareView
         * @description A reason of a Pareto diagram: how long, how many parts, how often; its share and that of all up to it.
         */
        ShareView: {
            /** Reason */
            reason: string;
            /** Us */
            us: number;
            /** Parts */
            parts: number;
            /** Often */
            often: number;
            /** Share */
            share: number;
            /** Cumulative */
            cumulative: number;
        };
        /**
         * ShotDetail
         * @description One shot with everything known about it.
         */
        ShotDetail: {
            shot: components["schemas"]["ShotView"];
            /** Curves */
            curves: components["schemas"]["CurveView"][];
            /** Phases */
            phases: components["schemas"]["PhaseMark"][];
            /** Measurements */
            measurements: components["schemas"]["MeasurementView"][];
            /** Pictures */
            pictures: components["schemas"]["PictureView"][];
            /** Bands */
            bands: components["schemas"]["Band"][];
            /** Findings */
            findings: components["schemas"]["FindingView"][];
            /** Inspections */
            inspections: components["schemas"]["InspectionDetail"][];
            /** Unseen */
            unseen: components["schemas"]["UnseenView"][];
            /** Previous */
            previous: string | null;
            /** Next */
            next: string | null;
        };
        /**
         * ShotView
         * @description A shot without its curves. `id` opens it. `values` are measured, `settings` set, by quantity.
         */
        ShotView: {
            /** Id */
            id: string;
            /** Cell */
            cell: string;
            /** Run */
            run: string;
            /** Measured Us */
            measured_us: number;
            /** Started Us */
            started_us: number;
            /** Counter */
            counter: number;
            /** Job */
            job: string | null;
            /** Quality */
            quality: number;
            /** Start Up */
            start_up: boolean;
            /** Has Curves */
            has_curves: boolean;
            /**
             * Origin
             * @enum {string}
             */
            origin: "simulated" | "recorded" | "real";
            /** Values */
            values: {
                [key: string]: number | null;
            };
            /** Settings */
            settings: {
                [key: string]: number | null;
            };
        };
        /**
         * SignView
         * @description A number that wear moves, point by point; `shots`: made since what is known of the cell began.
         */
        SignView: {
            /** Name */
            name: string;
            /** Quantity */
            quantity: string;
            /** Unit */
            unit: string;
            /** Level */
            level: string;
            /**
             * Way
             * @enum {string}
             */
            way: "up" | "down";
            /** Begin Us */
            begin_us: number[];
            /** Shots */
            shots: number[];
            /** Values */
            values: number[];
            trend: components["schemas"]["TrendView"];
        };
        /**
         * SimulatedView
         * @description Where simulated points come from: a copy of a cell, made at a moment of its own clock.
         */
        SimulatedView: {
            /** Cell */
            cell: string;
            /** Title */
            title: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /**
             * At Us
             * @description UTC, microseconds since 1970-01-01
             */
            at_us: number;
            /** Faults */
            faults: number;
            cost: components["schemas"]["CostView"] | null;
            /** Dimension */
            dimension: string | null;
            /** Restless K */
            restless_k: number;
        };
        /**
         * SkippedView
         * @description What there was no time for.
         */
        SkippedView: {
            /** Count */
            count: number;
            /** Since Us */
            since_us: number;
            /** Last Us */
            last_us: number;
        };
        /**
         * SlotIn
         * @description A time at which the doors are open. `starts`: by the plant's calendar, such as 2026-12-03T10:00.
         */
        SlotIn: {
            /** Starts */
            starts: string;
            /** Minutes */
            minutes: number;
            /**
             * Places
             * @description People
             */
            places: number;
            /** Languages */
            languages: ("en" | "es" | "it" | "ca-valencia")[];
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * SlotView
         * @description A slot as everybody sees it: how many firms of which sectors come, never their names.
         */
        SlotView: {
            /** Id */
            id: number;
            /** Starts Us */
            starts_us: number;
            /** Minutes */
            minutes: number;
            /** Places */
            places: number;
            /** Free */
            free: number;
            /** People */
            people: number;
            /** Firms */
            firms: number;
            /**
             * Sectors
             * @description Firms by sector
             */
            sectors: {
                [key: string]: number;
            };
            /** Languages */
            languages: ("en" | "es" | "it" | "ca-valencia")[];
            /** Note */
            note: string;
            /**
             * Closed
             * @description It does not take place
             */
            closed: boolean;
        };
        /**
         * SnapshotView
         * @description A kept moment of a cell.
         */
        SnapshotView: {
            /** Name */
            name: string;
            /**
             * At Us
             * @description UTC, microseconds since 1970-01-01
             */
            at_us: number;
        };
        /**
         * SnapshotWish
         * @description What a snapshot is called.
         */
        SnapshotWish: {
            /**
             * Name
             * @description small letters, digits and dashes, for example imm-1
             */
            name: string;
        };
        /**
         * SplitView
         * @description Sectors with at least three firms, and all others together; null: fewer than 3.
         */
        SplitView: {
            /** Told */
            told: components["schemas"]["SectorCount"][];
            /** Rest */
            rest: number | null;
        };
        /**
         * StandingView
         * @description Energy of the time in which nothing was made. `kw`: what an hour of standing takes, in kWh.
         */
        StandingView: {
            /** Us */
            us: number;
            /** Measured Us */
            measured_us: number;
            /** Kwh */
            kwh: number;
            /** Kw */
            kw: number | null;
            /** Share */
            share: number | null;
        };
        /**
         * Standout
         * @description A shot that stands out among its neighbours, with the reason.
         */
        Standout: {
            shot: components["schemas"]["ShotView"];
            finding: components["schemas"]["FindingView"];
        };
        /**
         * StateEnergyView
         * @description A state of OEE's timeline: how long, in how much of that the meter was read, energy of that time.
         */
        StateEnergyView: {
            /** State */
            state: string;
            /** Us */
            us: number;
            /** Measured Us */
            measured_us: number;
            /** Kwh */
            kwh: number;
            /** Kw */
            kw: number | null;
        };
        /**
         * StationCard
         * @description A station in a list.
         */
        StationCard: {
            /** Station */
            station: string;
            /** Order */
            order: number;
            /** Icon */
            icon: string;
            /** Title */
            title: string;
            /** Lead */
            lead: string;
            /**
             * Language
             * @description In which its text is told; English where the wished one is missing
             */
            language: string;
            /** Minutes */
            minutes: {
                [key: string]: number;
            };
            /** Essential For */
            essential_for: ("owner" | "production" | "maintenance" | "quality" | "it")[];
            needs: components["schemas"]["Needs"];
            /**
             * Evidence
             * @description What shows at its break; for `rejected` the eyes must have learnt
             * @enum {string}
             */
            evidence: "stands_out" | "rejected" | "mould_rejected" | "called" | "waiting" | "refused" | "moved";
        };
        /**
         * StationView
         * @description A station with its text: sections of HTML by name, figures of the example firm filled in.
         */
        StationView: {
            /** Station */
            station: string;
            /** Order */
            order: number;
            /** Icon */
            icon: string;
            /** Title */
            title: string;
            /** Lead */
            lead: string;
            /**
             * Language
             * @description In which its text is told; English where the wished one is missing
             */
            language: string;
            /** Minutes */
            minutes: {
                [key: string]: number;
            };
            /** Essential For */
            essential_for: ("owner" | "production" | "maintenance" | "quality" | "it")[];
            needs: components["schemas"]["Needs"];
            /**
             * Evidence
             * @description What shows at its break; for `rejected` the eyes must have learnt
             * @enum {string}
             */
            evidence: "stands_out" | "rejected" | "mould_rejected" | "called" | "waiting" | "refused" | "moved";
            /** Cell */
            cell: string;
            see: components["schemas"]["sprue_server__content__stations__Place"];
            breaks: components["schemas"]["Break"];
            caught: components["schemas"]["sprue_server__content__stations__Place"];
            takes: components["schemas"]["Takes"];
            /**
             * Presses
             * @description Of the example firm, to begin with: what `once_eur` is for
             */
            presses: number;
            /** @description For the example firm's first presses; 8 of 10 draws */
            once_eur: components["schemas"]["Ends"];
            /** Sections */
            sections: {
                [key: string]: string;
            };
            /** Answers */
            answers: components["schemas"]["AnswerView"][];
            /** Learns */
            learns: string[];
        };
        /**
         * StationsView
         * @description All stations in the order of the tour; `problems`: files that cannot be read.
         */
        StationsView: {
            /** Stations */
            stations: components["schemas"]["StationCard"][];
            /** Problems */
            problems: string[];
        };
        /**
         * StepView
         * @description How far the learning of a model has come, since when; `took_s` unless what was learnt was at hand.
         */
        StepView: {
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "picturing" | "learning" | "done" | "failed";
            /** Share */
            share: number;
            /** Why */
            why: string | null;
            /** Since Us */
            since_us: number | null;
            /** Took S */
            took_s: number | null;
        };
        /**
         * StopIn
         * @description Why it stands; without a moment the stop that goes on, from its beginning until it runs again.
         */
        StopIn: {
            /**
             * At Us
             * @description UTC, microseconds; left out: now
             */
            at_us?: number | null;
            /** Replaces */
            replaces?: number | null;
            /**
             * Note
             * @default
             */
            note?: string;
            /** Reason */
            reason: string;
            /**
             * To Us
             * @description UTC, microseconds; left out: now
             */
            to_us?: number | null;
        };
        /**
         * StopView
         * @description The standstill that goes on; `by`: who told its reason, if anybody did.
         */
        StopView: {
            /** Since Us */
            since_us: number;
            /** Category */
            category: string;
            /** Reason */
            reason: string | null;
            /** By */
            by: ("operator" | "machine") | null;
        };
        /**
         * StoredView
         * @description The newest inspection of this part or cavity. `reason` says why there is no verdict.
         */
        StoredView: {
            /** Id */
            id: string;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "pass" | "look again" | "reject" | "cannot judge";
            /** Reason */
            reason: string | null;
            /** Warnings */
            warnings: string[];
            /** Places */
            places: components["schemas"]["PlaceView"][];
            /** Measured Us */
            measured_us: number;
            /** Cavity */
            cavity: number | null;
            /** Shot Counter */
            shot_counter: number | null;
            /**
             * Origin
             * @enum {string}
             */
            origin: "simulated" | "recorded" | "real";
        };
        /**
         * StudiesView
         * @description Studies in the order in which one does them, and cells of which a copy can be studied.
         *
         *     `why_not`: no simulator can be asked, so there are only points that are typed in or uploaded.
         */
        StudiesView: {
            /** Studies */
            studies: components["schemas"]["StudyAbout"][];
            /** Cells */
            cells: components["schemas"]["StudyCell"][];
            why_not: components["schemas"]["RefusalView"] | null;
        };
        /**
         * StudyAbout
         * @description A study: what is written down, and what else is asked for.
         */
        StudyAbout: {
            /**
             * Study
             * @enum {string}
             */
            study: "viscosity_curve" | "cavity_balance" | "pressure_drop" | "process_window" | "gate_seal" | "cooling_time";
            /** Columns */
            columns: components["schemas"]["StudyColumn"][];
            /** Facts */
            facts: components["schemas"]["StudyColumn"][];
        };
        /**
         * StudyCell
         * @description A cell that can be studied, and which studies cannot be done there, with why.
         */
        StudyCell: {
            /** Cell */
            cell: string;
            /** Title */
            title: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /**
             * Why Not
             * @default {}
             */
            why_not?: {
                [key: string]: string;
            };
        };
        /**
         * StudyColumn
         * @description A column of a study's points, or something that its reading needs to know beside them.
         */
        StudyColumn: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Needed */
            needed: boolean;
            /** Choices */
            choices: string[];
        };
        /**
         * StudyIn
         * @description Which cell's copy is wanted.
         */
        StudyIn: {
            /**
             * Cell
             * @description small letters, digits and dashes, for example imm-1
             */
            cell: string;
        };
        /**
         * StudyPlot
         * @description Dots joined by a line, dots by themselves, one bar each, or the fields of a map.
         */
        StudyPlot: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "line" | "dots" | "bars" | "map";
            x: components["schemas"]["AxisView"];
            y: components["schemas"]["AxisView"];
            /** Dots */
            dots: components["schemas"]["DotView"][];
            /** Marks */
            marks: components["schemas"]["sprue_server__study_views__MarkView"][];
        };
        /**
         * StudyView
         * @description A study: its points and their reading. `simulated` None: somebody has typed or uploaded the points.
         */
        StudyView: {
            /**
             * Study
             * @enum {string}
             */
            study: "viscosity_curve" | "cavity_balance" | "pressure_drop" | "process_window" | "gate_seal" | "cooling_time";
            simulated: components["schemas"]["SimulatedView"] | null;
            /**
             * Why Not
             * @description It cannot be done in this cell; under `study.<study>.not`
             */
            why_not: string | null;
            /** Points */
            points: {
                [key: string]: number | string;
            }[];
            /** Facts */
            facts: {
                [key: string]: number;
            };
            /** @description None: there are no points */
            reading: components["schemas"]["ReadingView"] | null;
            /** Rejected */
            rejected: components["schemas"]["RejectionView"][];
        };
        /**
         * SwingView
         * @description Net euros of a year with one assumption at each end.
         */
        SwingView: {
            /** Name */
            name: string;
            /** At Low Eur */
            at_low_eur: number;
            /** At High Eur */
            at_high_eur: number;
        };
        /**
         * Takes
         * @description What it takes: euros once, of the firm and of each press; euros a year; weeks; who can, who sells.
         *
         *     `own_yearly_h`: hours of the firm's own people that nobody else pays for and that must be found every year.
         */
        Takes: {
            once_eur: components["schemas"]["Ends"];
            once_per_press_eur: components["schemas"]["Ends"];
            yearly_eur: components["schemas"]["Ends"];
            yearly_per_press_eur: components["schemas"]["Ends"];
            /**
             * @default {
             *       "low": 0,
             *       "likely": 0,
             *       "high": 0
             *     }
             */
            own_yearly_h?: components["schemas"]["Ends"];
            weeks: components["schemas"]["Ends"];
            /** Source */
            source: string;
            /** Skills */
            skills: string[];
            /** Suppliers */
            suppliers: string[];
        };
        /**
         * TechnologiesView
         * @description All technologies; `problems`: files that cannot be read.
         */
        TechnologiesView: {
            /** Technologies */
            technologies: components["schemas"]["TechnologyView"][];
            /** Sectors */
            sectors: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "medical" | "construction")[];
            /** Problems */
            problems: string[];
        };
        /**
         * TechnologyView
         * @description A technology; `station` is where it can be seen here, by the name that the visit gives it.
         */
        TechnologyView: {
            /** Technology */
            technology: string;
            /** Title */
            title: string;
            /** What */
            what: string;
            /** Readiness */
            readiness: number;
            /** Ready */
            ready: string;
            /**
             * Translations
             * @description By language, what is called otherwise there than in the field itself
             */
            translations: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /** Station */
            station: string | null;
            /** Station Title */
            station_title: string | null;
            /** Sectors */
            sectors: {
                [key: string]: components["schemas"]["FitView"];
            };
        };
        /**
         * Template
         * @description The golden template a shot is held against.
         */
        Template: {
            /** Shots */
            shots: number;
            /** Same Settings */
            same_settings: boolean;
            /** From Us */
            from_us: number | null;
            /** To Us */
            to_us: number | null;
            /** Curves */
            curves: components["schemas"]["TemplateCurve"][];
        };
        /**
         * TemplateCurve
         * @description Median and band (5th to 95th percentile) of a signal over recent good shots.
         */
        TemplateCurve: {
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Start S */
            start_s: number;
            /** Period S */
            period_s: number;
            /** Low */
            low: (number | null)[];
            /** Median */
            median: (number | null)[];
            /** High */
            high: (number | null)[];
        };
        /**
         * TemplateView
         * @description What is watched against. `settling`: numbers that still moved when it was learnt.
         */
        TemplateView: {
            /** Version */
            version: string;
            /** Shots */
            shots: number;
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number;
            /** Job */
            job: string | null;
            /** Settling */
            settling: string[];
        };
        /**
         * TermView
         * @description A term; `words`: by language.
         */
        TermView: {
            /** Term */
            term: string;
            /** Words */
            words: {
                [key: string]: components["schemas"]["WordView"];
            };
        };
        /**
         * TerminalView
         * @description A cell as its operator sees it; `as_of_us`: up to when it has told what it does.
         */
        TerminalView: {
            /** Cell */
            cell: string;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** As Of Us */
            as_of_us: number;
            /** State */
            state: string | null;
            stop: components["schemas"]["StopView"] | null;
            job: components["schemas"]["JobView"] | null;
            /** Released */
            released: boolean | null;
            /** Entries */
            entries: components["schemas"]["EntryView"][];
            /** Gauges */
            gauges: components["schemas"]["GaugeView"][];
            /** Stop Reasons */
            stop_reasons: string[];
            /** Scrap Reasons */
            scrap_reasons: string[];
        };
        /**
         * TogetherView
         * @description Meetings to come, topics with their counts, and what this browser may see.
         */
        TogetherView: {
            /** Meetings */
            meetings: components["schemas"]["MeetingView"][];
            /** Topics */
            topics: components["schemas"]["InterestTopic"][];
            /** Mine */
            mine: components["schemas"]["MyInterest"][];
            /** Matches */
            matches: components["schemas"]["MatchView"][];
        };
        /**
         * ToldIn
         * @description What a person found to be the cause: a cause's name, `nothing` or `other`.
         */
        ToldIn: {
            /** Told */
            told: string;
        };
        /**
         * ToldJobView
         * @description A job as it was told. `source`: a sheet or the terminal.
         */
        ToldJobView: {
            /** Id */
            id: number;
            /** Cell */
            cell: string;
            /** Job */
            job: string;
            /** From Us */
            from_us: number;
            /** To Us */
            to_us: number | null;
            /** Source */
            source: string;
            /** Mould */
            mould: string | null;
            /** Product */
            product: string | null;
            /** Material */
            material: string | null;
            /** Standard Cycle S */
            standard_cycle_s: number | null;
            /** Cavities */
            cavities: number | null;
            /** Active Cavities */
            active_cavities: number | null;
            /** Part Weight G */
            part_weight_g: number | null;
            /** Planned Quantity */
            planned_quantity: number | null;
        };
        /**
         * TopicView
         * @description One topic as it passes by: how often, how large, and what it said last.
         */
        TopicView: {
            /** Topic */
            topic: string;
            /** Count */
            count: number;
            /** Per S */
            per_s: number;
            /** Bytes Per S */
            bytes_per_s: number;
            /** Age S */
            age_s: number;
            /** Retained */
            retained: boolean;
            /** Last */
            last: string;
        };
        /**
         * TotalView
         * @description The plan as a whole. Low and high: all steps at their low, or at their high end together.
         */
        TotalView: {
            once_eur: components["schemas"]["Ends"];
            yearly_eur: components["schemas"]["Ends"];
            net_eur: components["schemas"]["Ends"];
            net_three_years_eur: components["schemas"]["Ends"];
            /** Payback Months */
            payback_months: number | null;
            /**
             * Pays Pct
             * @description Cases in which the plan as a whole pays within three years
             */
            pays_pct: number;
            /** Left Eur */
            left_eur: number;
            /** Weeks */
            weeks: number;
            /**
             * Own Hours H
             * @description Of the firm's own people, likely ones of a year
             */
            own_hours_h: number;
            /**
             * Own Hours Text
             * @description The same in words; none where no hours are needed
             */
            own_hours_text: string | null;
            /** Cuts */
            cuts: components["schemas"]["CutView"][];
        };
        /**
         * TourStop
         * @description A stop of a visit. `rank`: the higher, the sooner it is left out; `spent_s`: time at it so far.
         */
        TourStop: {
            /** Slug */
            slug: string;
            /** Minutes */
            minutes: number;
            /** Essential */
            essential: boolean;
            /** Rank */
            rank: number;
            /**
             * Spent S
             * @default 0
             */
            spent_s?: number;
        };
        /**
         * TourView
         * @description The one tour that all screens follow. `reset` goes up when the house gets ready for the next group.
         */
        TourView: {
            /** Revision */
            revision: number;
            /** Reset */
            reset: number;
            group: components["schemas"]["GroupView"] | null;
        };
        /**
         * TrackPoint
         * @description How large it was in one inspection.
         */
        TrackPoint: {
            /** Inspection */
            inspection: string;
            /** Measured Us */
            measured_us: number;
            /** Area Mm2 */
            area_mm2: number;
        };
        /**
         * TrackView
         * @description One place of a cavity where the same check saw something again and again since the last cleaning.
         */
        TrackView: {
            /** Check */
            check: string;
            /** Outline Mm */
            outline_mm: [
                number,
                number
            ][];
            /** Points */
            points: components["schemas"]["TrackPoint"][];
            forecast: components["schemas"]["ForecastView"];
            /**
             * Gone
             * @description Not seen any more in the newest inspection
             */
            gone: boolean;
        };
        /**
         * TrendView
         * @description What a number does over shots, with 95 % intervals; `earliest` also where no wear is seen.
         */
        TrendView: {
            /**
             * State
             * @enum {string}
             */
            state: "too_few" | "too_short" | "steady" | "nearing" | "met";
            /** Reference */
            reference: number | null;
            /** Limit */
            limit: number | null;
            /** Now */
            now: number | null;
            /**
             * Per 1000
             * @description Change per 1,000 shots
             */
            per_1000: number | null;
            /** Per 1000 Low */
            per_1000_low: number | null;
            /** Per 1000 High */
            per_1000_high: number | null;
            /**
             * Left
             * @description Shots to the limit
             */
            left: number | null;
            /** Earliest */
            earliest: number | null;
            /** Latest */
            latest: number | null;
            /**
             * Power
             * @description It goes with shots to this power, as far as one can tell
             */
            power: number | null;
            /** Faster */
            faster: boolean;
        };
        /**
         * TrialAnswer
         * @description What was read and tried. Nothing of it is kept.
         */
        TrialAnswer: {
            /** Parts */
            parts: number;
            /** Columns */
            columns: string[];
            /** Left Out */
            left_out: string[];
            /** Rejected */
            rejected: components["schemas"]["RejectionView"][];
            /** Rejected Rows */
            rejected_rows: number;
            trial: components["schemas"]["TrialView"] | null;
            /**
             * Few
             * @description Parts by class, where they are too few
             */
            few: {
                [key: string]: number;
            } | null;
            /**
             * Needs
             * @description Parts of each class that are needed
             */
            needs: number | null;
            /** Took S */
            took_s: number;
        };
        /**
         * TrialView
         * @description `confusion[told][judged]` counts parts in the order of `classes`; shares 0 to 1.
         */
        TrialView: {
            /** Classes */
            classes: string[];
            /** Counts */
            counts: number[];
            /** Accuracy */
            accuracy: number;
            /** Macro F1 */
            macro_f1: number;
            /**
             * Commonest
             * @description Share of the commonest class: what always saying it has right
             */
            commonest: number;
            /**
             * Newest
             * @description Accuracy on the newest fifth, in the order of the file
             */
            newest: number | null;
            /** Confusion */
            confusion: number[][];
            /**
             * Decides
             * @description Share judged wrongly when a number is shuffled
             */
            decides: {
                [key: string]: number;
            };
        };
        /**
         * TruthView
         * @description An entry of the ledger: a shot as it really was, or what an instructor did.
         */
        TruthView: {
            /** Number */
            number: number;
            /**
             * What
             * @enum {string}
             */
            what: "shot" | "deed";
            /** Run */
            run: string;
            /**
             * At Us
             * @description UTC, microseconds since 1970-01-01
             */
            at_us: number;
            /** Counter */
            counter: number | null;
            /** Strengths */
            strengths: {
                [key: string]: number;
            };
            /** Parts */
            parts: components["schemas"]["PartTruth"][];
            /** Deed */
            deed: string | null;
            /** Detail */
            detail: {
                [key: string]: string | number | null;
            };
        };
        /**
         * UnseenView
         * @description Pictures of a shot that were not inspected. `waiting`: they are on the desk.
         */
        UnseenView: {
            /** Camera */
            camera: string;
            /**
             * Why
             * @enum {string}
             */
            why: "waiting" | "not learnt" | "not inspected";
        };
        /** ValidationError */
        ValidationError: {
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
            /** Input */
            input?: unknown;
            /** Context */
            ctx?: Record<string, never>;
        };
        /**
         * VisitorFirm
         * @description A booking as the instructor sees it.
         */
        VisitorFirm: {
            /** Id */
            id: number;
            /** People */
            people: number;
            /**
             * Sector
             * @enum {string}
             */
            sector: "toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other";
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "production" | "maintenance" | "quality" | "it";
            /**
             * Size
             * @enum {string}
             */
            size: "micro" | "small" | "medium" | "large";
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es" | "it" | "ca-valencia";
            /** Name */
            name: string | null;
            /** Contact */
            contact: string | null;
        };
        /**
         * VoiceView
         * @description What somebody said and an instructor has shown. Who it was is not told, but for a firm that agreed to it.
         *
         *     Sector and size of a firm without a name are told only where enough others share them.
         */
        VoiceView: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "feedback" | "question" | "proposal" | "intention" | "deed";
            /** Left Us */
            left_us: number;
            /** Language */
            language: string;
            /** Text */
            text: string;
            /** Stars */
            stars: number | null;
            /** Station */
            station: string | null;
            /** Plan */
            plan: ("this_year" | "later" | "no") | null;
            /** Sector */
            sector: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other") | null;
            /** Size */
            size: ("micro" | "small" | "medium" | "large") | null;
            /** Firm */
            firm: string | null;
            /** Votes */
            votes: number;
            /**
             * Voted
             * @description By this browser
             */
            voted: boolean;
            /**
             * Mine
             * @description Left by this browser
             */
            mine: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "shown" | "hidden";
            /** Answer */
            answer: string;
            /** Done */
            done: string;
            /** Done Us */
            done_us: number | null;
        };
        /**
         * VoicesView
         * @description All that is told to everybody. `waiting`: what this browser left and nobody has looked at yet.
         */
        VoicesView: {
            /** Told */
            told: components["schemas"]["VoiceView"][];
            satisfaction: components["schemas"]["SatisfactionView"];
            /** Intentions */
            intentions: components["schemas"]["IntentionCount"][];
            /** Waiting */
            waiting: number;
        };
        /**
         * VoteView
         * @description A proposal's votes after this one.
         */
        VoteView: {
            /** Id */
            id: number;
            /** Votes */
            votes: number;
            /** Voted */
            voted: boolean;
        };
        /**
         * WalkIn
         * @description A visit without a guide, when it has ended. Nothing of it says who it was.
         */
        WalkIn: {
            /**
             * How
             * @enum {string}
             */
            how: "kiosk" | "own";
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "production" | "maintenance" | "quality" | "it";
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es" | "it" | "ca-valencia";
            /** Minutes */
            minutes: number;
            /**
             * Minutes Walked
             * @description At most twice `minutes`
             */
            minutes_walked: number;
            /** Stops */
            stops: string[];
            /** Finished */
            finished: boolean;
            /** Rating */
            rating?: number | null;
        };
        /**
         * WatchedView
         * @description One watched number. `limit` is half the width of what is usual for its smoothed value `now`.
         *
         *     `share`: how far it is as a share of the limit, signed; `unrest`: how far its scatter is, of its own limit.
         *     `moved`: mean deviation since the alarm began, in spreads. `level`: what a press must offer for it.
         */
        WatchedView: {
            /** Name */
            name: string;
            /** Family */
            family: string;
            /** Unit */
            unit: string;
            /**
             * Level
             * @enum {string}
             */
            level: "A" | "B" | "C" | "D";
            /** Usual */
            usual: number;
            /** Spread */
            spread: number;
            /** Now */
            now: number;
            /** Limit */
            limit: number;
            /** Share */
            share: number;
            /** Unrest */
            unrest: number;
            /** Moved */
            moved: number;
            /** Scatter */
            scatter: number | null;
        };
        /**
         * WearView
         * @description The parts of a cell. `shots`, `from_us`, `to_us`: what it is read from; `per_day`: its pace.
         */
        WearView: {
            /** Cell */
            cell: string;
            /** Mould */
            mould: string | null;
            /** Origin */
            origin: ("simulated" | "recorded" | "real") | null;
            /** Time Lapse */
            time_lapse: number | null;
            /** From Us */
            from_us: number | null;
            /** To Us */
            to_us: number | null;
            /**
             * Spell Us
             * @description How much time a point stands for
             */
            spell_us: number | null;
            /** Shots */
            shots: number;
            /** Per Day */
            per_day: number | null;
            /** Parts */
            parts: components["schemas"]["CaredView"][];
        };
        /**
         * WholeView
         * @description A technology with all that comes only because of it: what an owner decides on.
         */
        WholeView: {
            once_eur: components["schemas"]["Ends"];
            yearly_eur: components["schemas"]["Ends"];
            net_eur: components["schemas"]["Ends"];
            /** Payback Months */
            payback_months: number | null;
            /**
             * Text
             * @description What is in these figures beside it, and what is not
             */
            text: string | null;
        };
        /**
         * WindowView
         * @description Energy and parts of the same time.
         */
        WindowView: {
            /** Start Us */
            start_us: number;
            /** End Us */
            end_us: number;
            /** Kwh */
            kwh: number;
            /** Shots */
            shots: number;
            /** Parts */
            parts: number;
            /** Good */
            good: number | null;
            /** Kg */
            kg: number | null;
            /** Mould */
            mould: string | null;
            /** Running Us */
            running_us: number;
        };
        /**
         * WordView
         * @description A term in a language.
         */
        WordView: {
            /** Word */
            word: string;
            /** Means */
            means: string;
        };
        /**
         * WorkerView
         * @description The process that looks. `why`: why it is away.
         */
        WorkerView: {
            /**
             * State
             * @enum {string}
             */
            state: "off" | "resting" | "running" | "away";
            /** Started */
            started: number;
            /** Why */
            why: string | null;
        };
        /**
         * Year
         * @description What follows for a year of the whole firm.
         */
        Year: {
            /** Planned H */
            planned_h: number;
            /** Run H */
            run_h: number;
            /** Parts */
            parts: number;
            /** Kg */
            kg: number;
            /** Material Eur */
            material_eur: number;
            /** Energy Kwh */
            energy_kwh: number;
            /** Energy Eur */
            energy_eur: number;
            /** Scrap Parts */
            scrap_parts: number;
            /** Scrap Kg */
            scrap_kg: number;
            /** Scrap Eur */
            scrap_eur: number;
            /** Changeovers */
            changeovers: number;
            /** Changeover H */
            changeover_h: number;
            /** Stops H */
            stops_h: number;
            /** Inspect Eur */
            inspect_eur: number;
            /** Changeovers By Batch */
            changeovers_by_batch: number;
        };
        /**
         * Place
         * @description A page, and what to look at there.
         *
         *     `{cell}` is the station's cell; in `caught` it is the visitor's own press while it is that machine.
         */
        sprue_server__content__stations__Place: {
            /** Page */
            page: string;
            /**
             * Point At
             * @description `data-tour` of an element
             * @default
             */
            point_at?: string;
        };
        /**
         * MarkView
         * @description Something on the x axis, at a place or from one to another; on a map `now` is x and y of what is set.
         */
        sprue_server__study_views__MarkView: {
            /** Key */
            key: string;
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /**
         * Place
         * @description Metres from the left and from the front of the hall.
         */
        sprue_server__views__Place: {
            /** X M */
            x_m: number;
            /** Y M */
            y_m: number;
        };
        /**
         * MarkView
         * @description What grows on the cavity's pictures, with days turned into shots at the pace of the last week.
         */
        sprue_server__wear_views__MarkView: {
            /** Check */
            check: string;
            /** Cavity */
            cavity: number | null;
            /** Area Mm2 */
            area_mm2: number;
            /** Limit Mm2 */
            limit_mm2: number;
            /** State */
            state: string;
            /** Left */
            left: number | null;
            /** Earliest */
            earliest: number | null;
            /** Latest */
            latest: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    newest_api_v1_ar_overlay_get: {
        parameters: {
            query: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
                kind?: "part" | "mould";
                /** @description One of `cavities`; none: the newest of any */
                cavity?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverlayView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    inspect_api_v1_ar_inspect_post: {
        parameters: {
            query: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
                kind?: "part" | "mould";
                /** @description One of `cavities`; none: the newest of any */
                cavity?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A photograph, at most 20 MB */
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    sheet_api_v1_ar_export_sheet_pdf_get: {
        parameters: {
            query?: {
                cell?: string | null;
                kind?: "part" | "mould";
                width_mm?: number;
                height_mm?: number;
                name?: string;
                language?: "en" | "es" | "ca-valencia" | "it";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cable_api_v1_sandbox_cable_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CableDesk"];
                };
            };
        };
    };
    put_api_v1_sandbox_cable_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CableWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CableDesk"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cells_api_v1_cells_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellView"][];
                };
            };
        };
    };
    cell_api_v1_cells__cell__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    channels_api_v1_cells__cell__channels_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelsView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    series_api_v1_cells__cell__series_get: {
        parameters: {
            query: {
                channel: string[];
                /** @description UTC, microseconds since 1970 */
                from_us: number;
                /** @description UTC, microseconds since 1970 */
                to_us: number;
                points?: number;
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesAnswer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    events_api_v1_events_get: {
        parameters: {
            query?: {
                cell?: string | null;
                /** @description UTC, microseconds since 1970 */
                after_us?: number | null;
                /** @description UTC, microseconds since 1970 */
                before_us?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    counters_api_v1_counters_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: components["schemas"]["Counts"];
                    };
                };
            };
        };
    };
    cells_api_v1_control_cells_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"][];
                };
            };
        };
    };
    cell_api_v1_control_cells__cell__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    faults_api_v1_control_cells__cell__faults_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    truth_api_v1_control_cells__cell__truth_get: {
        parameters: {
            query?: {
                limit?: number;
                what?: ("shot" | "deed") | null;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TruthView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    pace_api_v1_control_cells__cell__pace_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaceWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    freeze_api_v1_control_cells__cell__freeze_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    go_on_api_v1_control_cells__cell__go_on_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    step_api_v1_control_cells__cell__step_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    snapshot_api_v1_control_cells__cell__snapshot_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restore_api_v1_control_cells__cell__restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    backtrack_api_v1_control_cells__cell__backtrack_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BacktrackWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    seed_api_v1_control_cells__cell__seed_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeedWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    setting_api_v1_control_cells__cell__setting_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    lot_api_v1_control_cells__cell__lot_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    regrind_api_v1_control_cells__cell__regrind_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegrindWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    lapse_api_v1_control_cells__cell__lapse_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LapseWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    inject_api_v1_control_cells__cell__inject_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaultWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    clear_api_v1_control_cells__cell__clear_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    plant_api_v1_energy_get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyAnswer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    export_api_v1_energy_export_cells_csv_get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    of_cell_api_v1_energy__cell__get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellEnergyAnswer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    regrind_api_v1_energy__cell__regrind_get: {
        parameters: {
            query?: {
                /** @description Newest shots that are looked at */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegrindView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    windows_csv_api_v1_energy__cell__export_windows_csv_get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    states_csv_api_v1_energy__cell__export_states_csv_get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    fed_csv_api_v1_energy__cell__export_fed_csv_get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    regrind_csv_api_v1_energy__cell__export_regrind_csv_get: {
        parameters: {
            query?: {
                /** @description Newest shots that are looked at */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    shots_csv_api_v1_cells__cell__export_shots_csv_get: {
        parameters: {
            query?: {
                /** @description UTC, microseconds since 1970 */
                from_us?: number;
                /** @description UTC, microseconds since 1970 */
                to_us?: number;
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    shots_parquet_api_v1_cells__cell__export_shots_parquet_get: {
        parameters: {
            query?: {
                /** @description UTC, microseconds since 1970 */
                from_us?: number;
                /** @description UTC, microseconds since 1970 */
                to_us?: number;
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    series_csv_api_v1_cells__cell__export_series_csv_get: {
        parameters: {
            query: {
                channel: string[];
                /** @description UTC, microseconds since 1970 */
                from_us: number;
                /** @description UTC, microseconds since 1970 */
                to_us: number;
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    series_parquet_api_v1_cells__cell__export_series_parquet_get: {
        parameters: {
            query: {
                channel: string[];
                /** @description UTC, microseconds since 1970 */
                from_us: number;
                /** @description UTC, microseconds since 1970 */
                to_us: number;
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    eyes_api_v1_eyes_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EyesView"];
                };
            };
        };
    };
    decide_api_v1_eyes_decide_get: {
        parameters: {
            query: {
                /** @description Its name, as in /eyes */
                model: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecideView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    learn_api_v1_eyes_models__model__learn_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EyesView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    firms_api_v1_firm_examples_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExampleView"][];
                };
            };
        };
    };
    reckoned_api_v1_firm_effects_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EffectsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectsView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    floor_api_v1_floor__cell__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerminalView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    stop_api_v1_floor__cell__stop_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StopIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    scrap_api_v1_floor__cell__scrap_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScrapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    job_api_v1_floor__cell__job_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    release_api_v1_floor__cell__release_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    measured_api_v1_floor__cell__measured_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeasuredIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    care_api_v1_floor__cell__care_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CareIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    undo_api_v1_floor__cell___kind___number__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
                kind: "job" | "stop" | "scrap" | "release" | "measured" | "care";
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerminalView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    gauges_api_v1_gauge__cell__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GaugeCellView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    detail_api_v1_gauge__cell__readings_get: {
        parameters: {
            query: {
                quantity: string;
                /** @description Newest shots */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GaugeDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    shot_api_v1_gauge__cell__shots__shot__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
                shot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GaugeShot"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    gauge_csv_api_v1_gauge__cell__export_gauge_csv_get: {
        parameters: {
            query: {
                quantity: string;
                /** @description Newest shots */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    words_api_v1_glossary_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlossaryView"];
                };
            };
        };
    };
    may_guide_api_v1_tour_guide_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidesView"];
                };
            };
        };
    };
    take_api_v1_tour_guide_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PassIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidesView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    give_back_api_v1_tour_guide_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidesView"];
                };
            };
        };
    };
    new_pass_api_v1_tour_guide_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassView"];
                };
            };
        };
    };
    end_all_api_v1_tour_guide_codes_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidesView"];
                };
            };
        };
    };
    pass_svg_api_v1_tour_guide_export_pass_svg_get: {
        parameters: {
            query: {
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    inspections_api_v1_inspections_get: {
        parameters: {
            query?: {
                cell?: string | null;
                verdict?: ("pass" | "look again" | "reject" | "cannot judge") | null;
                /** @description The one that spoke against it most */
                check?: string | null;
                of?: ("part" | "mould") | null;
                cavity?: number | null;
                /** @description Whether a person has spoken of it */
                corrected?: boolean | null;
                /** @description UTC, microseconds since 1970 */
                after_us?: number | null;
                /** @description UTC, microseconds since 1970 */
                before_us?: number | null;
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    inspection_api_v1_inspections__inspection__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    where_api_v1_export_inspections__inspection__map_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    correct_api_v1_inspections__inspection__correction_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    jobs_api_v1_jobs_get: {
        parameters: {
            query?: {
                cell?: string | null;
                /** @description UTC, microseconds since 1970 */
                from_us?: number | null;
                /** @description UTC, microseconds since 1970 */
                to_us?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToldJobView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    take_over_api_v1_jobs_import_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
    what_is_kept_api_v1_kept_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptView"][];
                };
            };
        };
    };
    live_message_api_v1_live_message_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSnapshot"] | components["schemas"]["LiveDelta"];
                };
            };
        };
    };
    what_is_mine_api_v1_mine_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MineView"];
                };
            };
        };
    };
    delete_all_api_v1_mine_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MineView"];
                };
            };
        };
    };
    consents_api_v1_mine_consents_get: {
        parameters: {
            query?: {
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentText"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    export_api_v1_mine_export_mine_json_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    delete_one_api_v1_mine__kind___number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "voice" | "vote" | "seat" | "interest";
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MineView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    withdraw_api_v1_mine__kind___number__names_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "voice" | "vote" | "seat" | "interest";
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MineView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    leave_api_v1_mine_leave_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MineView"];
                };
            };
        };
    };
    forget_api_v1_mine_forget_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoneView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    moulds_api_v1_mould_room_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MouldView"][];
                };
            };
        };
    };
    mould_api_v1_mould_room__cell__get: {
        parameters: {
            query?: {
                /** @description The size that calls for work */
                limit_mm2?: number;
                /** @description UTC, microseconds since 1970 */
                after_us?: number | null;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MouldDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    plant_api_v1_oee_get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OeeAnswer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    export_api_v1_oee_export_cells_csv_get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    of_cell_api_v1_oee__cell__get: {
        parameters: {
            query?: {
                unit?: "shift" | "day" | "week" | "month";
                /** @description UTC, microseconds since 1970 */
                at_us?: number | null;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellOeeAnswer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    newest_api_v1_cells__cell__pictured_get: {
        parameters: {
            query?: {
                /** @description Of a part, or of the mould's cavities */
                of?: "part" | "mould";
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PicturedView"] | null;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    picture_api_v1_export_pictures__sha256__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    plant_api_v1_plant_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlantView"];
                };
            };
        };
    };
    health_api_v1_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
        };
    };
    ready_api_v1_ready_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
        };
    };
    quarantine_api_v1_quarantine_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineView"][];
                };
            };
        };
    };
    topics_api_v1_topics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicView"][];
                };
            };
        };
    };
    quantities_api_v1_quantities_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: {
                            [key: string]: string | number | null;
                        };
                    };
                };
            };
        };
    };
    alarms_api_v1_process_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    process_api_v1_process__cell__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    of_cell_api_v1_process__cell__alarms_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    tell_api_v1_process_alarms__number__told_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    learn_api_v1_process__cell__learn_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    quality_api_v1_quality__cell__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    chart_api_v1_quality__cell__chart_get: {
        parameters: {
            query: {
                quantity: string;
                chart?: "individuals" | "xbar_r" | "ewma" | "cusum";
                /** @description Shots per point; 5 for xbar_r, else 1 */
                size?: number | null;
                /** @description Newest shots, or parts that a gauge has read */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlChart"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    capability_api_v1_quality__cell__capability_get: {
        parameters: {
            query: {
                quantity: string;
                /** @description Of the tolerance, in the quantity's unit */
                low?: number | null;
                /** @description Of the tolerance, in the quantity's unit */
                high?: number | null;
                /** @description Newest shots, or parts that a gauge has read */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CapabilityView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    chart_csv_api_v1_quality__cell__export_chart_csv_get: {
        parameters: {
            query: {
                quantity: string;
                chart?: "individuals" | "xbar_r" | "ewma" | "cusum";
                /** @description Shots per point; 5 for xbar_r, else 1 */
                size?: number | null;
                /** @description Newest shots, or parts that a gauge has read */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    attempt_api_v1_quality_class_try_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialAnswer"];
                };
            };
        };
    };
    relief_png_api_v1_export_inspections__inspection__relief_png_get: {
        parameters: {
            query?: {
                /** @description Fine lines (scratch, crack) or broad hollows (sink) */
                shows?: "lines" | "hollows";
            };
            header?: never;
            path: {
                inspection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    told_api_v1_report_get: {
        parameters: {
            query?: {
                unit?: "quarter" | "year" | "days";
                /** @description Any day of the quarter or year, the first of `days`; none: today */
                day?: string | null;
                /** @description The last of `days`, included */
                last?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    table_api_v1_report_export_report_csv_get: {
        parameters: {
            query?: {
                unit?: "quarter" | "year" | "days";
                /** @description Any day of the quarter or year, the first of `days`; none: today */
                day?: string | null;
                /** @description The last of `days`, included */
                last?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    paper_api_v1_report_export_report_pdf_get: {
        parameters: {
            query?: {
                unit?: "quarter" | "year" | "days";
                /** @description Any day of the quarter or year, the first of `days`; none: today */
                day?: string | null;
                /** @description The last of `days`, included */
                last?: string | null;
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    assessment_api_v1_roadmap_assessment_get: {
        parameters: {
            query?: {
                /** @description Where a text is missing in it, the English one is told */
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    plan_api_v1_roadmap_plan_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoadMapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoadMapView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    paper_api_v1_roadmap_export_plan_pdf_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoadMapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    data_api_v1_roadmap_export_plan_json_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoadMapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    me_api_v1_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
        };
    };
    login_api_v1_login_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    logout_api_v1_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
        };
    };
    audit_api_v1_audit_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditView"][];
                };
            };
        };
    };
    rebirth_api_v1_cells__cell__rebirth_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    desk_api_v1_sandbox_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxDesk"];
                };
            };
        };
    };
    borrow_api_v1_sandbox_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SandboxIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxView"];
                };
            };
            /** @description All are taken; one can be watched */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    give_back_api_v1_sandbox_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxDesk"];
                };
            };
        };
    };
    secrets_api_v1_secrets_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretView"][];
                };
            };
        };
    };
    choose_api_v1_secrets__of__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                of: "operator" | "instructor";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    renew_api_v1_secrets__of__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                of: "operator" | "instructor";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecretView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    shots_api_v1_cells__cell__shots_get: {
        parameters: {
            query?: {
                /** @description UTC, microseconds since 1970 */
                before_us?: number | null;
                /** @description UTC, microseconds since 1970 */
                after_us?: number | null;
                limit?: number;
                order?: "newest" | "lowest-cavity-pressure";
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShotView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    standing_out_api_v1_cells__cell__standouts_get: {
        parameters: {
            query?: {
                hours?: number;
                limit?: number;
            };
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Standout"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    detail_api_v1_cells__cell__shots__shot__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cell: string;
                shot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShotDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    template_api_v1_cells__cell__shots__shot__template_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cell: string;
                shot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    stations_api_v1_stations_get: {
        parameters: {
            query?: {
                /** @description Where a text is missing in it, the English one is told */
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationsView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    station_api_v1_stations__station__get: {
        parameters: {
            query?: {
                /** @description Where a text is missing in it, the English one is told */
                language?: string;
            };
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                station: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listing_api_v1_studies_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudiesView"];
                };
            };
        };
    };
    run_api_v1_studies__study__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study: "viscosity_curve" | "cavity_balance" | "pressure_drop" | "process_window" | "gate_seal" | "cooling_time";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudyView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    points_api_v1_studies__study__points_post: {
        parameters: {
            query?: {
                fill_s?: number | null;
                limit_bar?: number | null;
                cavities?: number | null;
                mould_c?: number | null;
                hold_bar?: number | null;
                hold_s?: number | null;
                cycle_s?: number | null;
                cooling_s?: number | null;
                nominal_mm?: number | null;
                tolerance_mm?: number | null;
            };
            header?: never;
            path: {
                study: "viscosity_curve" | "cavity_balance" | "pressure_drop" | "process_window" | "gate_seal" | "cooling_time";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudyView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    every_api_v1_technologies_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TechnologiesView"];
                };
            };
        };
    };
    together_api_v1_together_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TogetherView"];
                };
            };
        };
    };
    take_api_v1_together_meetings__number__seat_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TogetherView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    give_back_api_v1_together_meetings__number__seat_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TogetherView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    interest_api_v1_together_interests_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TogetherView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    interests_api_v1_together_moderation_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterestView"][];
                };
            };
        };
    };
    hide_api_v1_together_interests__number__moderation_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HideIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterestView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    strike_interest_api_v1_together_interests__number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterestView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    announce_api_v1_together_meetings_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_v1_together_meetings__number__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_api_v1_together_meetings__number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    seats_api_v1_together_meetings__number__seats_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    strike_api_v1_together_meetings__number__seats__seat__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
                /** @description By which the hub has kept it */
                seat: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    tour_api_v1_tour_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TourView"];
                };
            };
        };
    };
    presses_api_v1_tour_presses_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPress"][];
                };
            };
        };
    };
    start_api_v1_tour_start_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TourView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    move_api_v1_tour_move_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TourView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    end_api_v1_tour_end_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TourView"];
                };
            };
        };
    };
    next_group_api_v1_tour_next_group_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rehearse_api_v1_tour_rehearse_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rehearsed_api_v1_tour_rehearse_move_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RehearsalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    join_api_v1_tour_join_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    leave_api_v1_tour_leave_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    rate_api_v1_tour_rating_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    invitation_api_v1_tour_invitation_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
        };
    };
    join_svg_api_v1_tour_export_join_svg_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    slots_api_v1_visits_slots_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"][];
                };
            };
        };
    };
    open_slot_api_v1_visits_slots_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlotIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    close_slot_api_v1_visits_slots__slot__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                slot: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    firms_api_v1_visits_slots__slot__firms_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                slot: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorFirm"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    strike_api_v1_visits_slots__slot__bookings__number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                slot: number;
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorFirm"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    book_api_v1_visits_slots__slot__bookings_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                slot: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookedView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    booked_api_v1_visits_bookings__code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the booking was answered with */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_v1_visits_bookings__code__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the booking was answered with */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_api_v1_visits_bookings__code__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the booking was answered with */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    way_api_v1_visits_itinerary_get: {
        parameters: {
            query: {
                /** @description Several: a mixed group */
                role: ("owner" | "production" | "maintenance" | "quality" | "it")[];
                minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItineraryView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    walk_api_v1_visits_walks_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    counts_of_api_v1_visits_counts_get: {
        parameters: {
            query?: {
                /** @description UTC, microseconds since 1970 */
                from_us?: number;
                /** @description UTC, microseconds since 1970 */
                to_us?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountsView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    voices_api_v1_voices_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoicesView"];
                };
            };
        };
    };
    say_api_v1_voices_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedbackIn"] | components["schemas"]["QuestionIn"] | components["schemas"]["ProposalIn"] | components["schemas"]["IntentionIn"] | components["schemas"]["DeedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoiceView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    deeds_api_v1_voices_deeds_get: {
        parameters: {
            query?: {
                station?: string | null;
                sector?: ("toys" | "packaging" | "automotive" | "household" | "cosmetics" | "electrical" | "medical" | "construction" | "footwear" | "moulds" | "machinery" | "services" | "education" | "other") | null;
                size?: ("micro" | "small" | "medium" | "large") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeedsView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    moderation_api_v1_voices_moderation_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoiceView"][];
                };
            };
        };
    };
    vote_api_v1_voices__number__vote_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoteView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    unvote_api_v1_voices__number__vote_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoteView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    moderate_api_v1_voices__number__moderation_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModerationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoiceView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    strike_api_v1_voices__number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description By which the hub has kept it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoiceView"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    plant_api_v1_wear_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WearView"][];
                };
            };
        };
    };
    of_cell_api_v1_wear__cell__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WearView"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    export_api_v1_wear__cell__export_wear_csv_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description small letters, digits and dashes, for example imm-1 */
                cell: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
}
