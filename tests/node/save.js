// Saves a workbook anew with a writer of the JavaScript world: node save.js exceljs|sheetjs SOURCE TARGET
const [writer, source, target] = process.argv.slice(2);

async function withExcelJs() {
  const { Workbook } = require("exceljs");
  const book = new Workbook();
  await book.xlsx.readFile(source);
  await book.xlsx.writeFile(target);
}

function withSheetJs() {
  const XLSX = require("xlsx");
  const book = XLSX.readFile(source, { cellFormula: true, cellNF: true, cellStyles: true });
  XLSX.writeFile(book, target, { cellStyles: true });
}

Promise.resolve(writer === "exceljs" ? withExcelJs() : withSheetJs()).catch((error) => {
  console.error(error);
  process.exit(1);
});
