// What htmx does not do by itself. No page depends on it.
"use strict";
