// Prints the values of a workbook's cells as JSON, as a reader of the JavaScript world sees them:
// node values.js exceljs|sheetjs FILE  ->  {"sheet": {"A1": value, ...}, ...}
const [reader, file] = process.argv.slice(2);

// What ExcelJS gives for a cell: a value, or an object for a formula, a link, a text of several runs, an error.
function plain(value) {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return value.toISOString();
  if (value.richText) return value.richText.map((run) => run.text).join("");
  if (value.error) return value.error;
  if (value.formula !== undefined || value.sharedFormula !== undefined) return plain(value.result ?? null);
  return plain(value.text ?? null);
}

async function withExcelJs() {
  const { Workbook } = require("exceljs");
  const book = new Workbook();
  await book.xlsx.readFile(file);
  const found = {};
  for (const sheet of book.worksheets) {
    const cells = (found[sheet.name] = {});
    sheet.eachRow((row) => row.eachCell((cell) => {
      if (!cell.isMerged || cell.master === cell) cells[cell.address] = plain(cell.value);
    }));
  }
  return found;
}

function withSheetJs() {
  const XLSX = require("xlsx");
  const book = XLSX.readFile(file, { cellDates: false });
  const found = {};
  for (const name of book.SheetNames) {
    const cells = (found[name] = {});
    for (const [address, cell] of Object.entries(book.Sheets[name])) {
      if (!address.startsWith("!")) cells[address] = cell.t === "e" ? cell.w : cell.v;
    }
  }
  return found;
}

Promise.resolve(reader === "exceljs" ? withExcelJs() : withSheetJs())
  .then((found) => process.stdout.write(JSON.stringify(found)))
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
