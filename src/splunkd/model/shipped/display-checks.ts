/**
 * What restmap.conf refuses in the settings `display.*` of a saved search. Ground: `[validation:savedsearch]` of the
 * shipped file, the same from 9.0 to 10.2.
 */

export interface DisplayCheck {
  /** Without `display.` */
  readonly names: readonly string[];
  readonly pattern: RegExp;
  readonly wish: string;
}

/** A wish, the values that are taken, and the settings. */
const RULES: readonly (readonly [wish: string, pattern: RegExp, names: string])[] = [
  [
    "must be either '0' or '1'",
    /^(?:0|1)$/,
    `
    general.enablePreview general.timeRangePicker.show general.migratedFromViewState events.rowNumbers
    events.list.wrap events.table.drilldown events.table.wrap statistics.rowNumbers statistics.wrap
    statistics.totalsRow statistics.percentagesRow statistics.show visualizations.trellis.enabled
    visualizations.trellis.scales.shared visualizations.show visualizations.charting.layout.splitSeries
    visualizations.charting.layout.splitSeries.allowIndependentYRanges visualizations.charting.axisY2.enabled
    visualizations.singlevalue.showTrendIndicator visualizations.singlevalue.showSparkline
    visualizations.singlevalue.useColors visualizations.singlevalue.useThousandSeparators
    visualizations.mapping.map.scrollZoom visualizations.mapping.map.panning
    visualizations.mapping.choroplethLayer.showBorder visualizations.mapping.showTiles page.search.showFields`,
  ],
  [
    "must be an integer",
    /^(?:-?\d+)$/,
    `
    events.maxLines visualizations.chartHeight visualizations.charting.chart.bubbleMaximumSize
    visualizations.charting.chart.bubbleMinimumSize visualizations.custom.height
    visualizations.singlevalueHeight visualizations.mapHeight visualizations.mapping.map.zoom
    visualizations.mapping.choroplethLayer.colorBins visualizations.mapping.markerLayer.markerMinSize
    visualizations.mapping.markerLayer.markerMaxSize visualizations.mapping.data.maxClusters
    visualizations.mapping.tileLayer.minZoom visualizations.mapping.tileLayer.maxZoom`,
  ],
  [
    "must be a number",
    /^(?:-?\d+(?:\.\d+)?)$/,
    `
    visualizations.charting.chart.sliceCollapsingThreshold visualizations.charting.lineWidth
    visualizations.mapping.choroplethLayer.neutralPoint visualizations.mapping.choroplethLayer.shapeOpacity
    visualizations.mapping.markerLayer.markerOpacity visualizations.mapping.tileLayer.tileOpacity`,
  ],
  [
    "must be either 'all' or 'none'",
    /^(?:all|none)$/,
    `
    visualizations.charting.drilldown visualizations.custom.drilldown visualizations.singlevalue.drilldown
    visualizations.mapping.drilldown`,
  ],
  [
    "must be either 'visible' or 'collapsed'",
    /^(?:visible|collapsed)$/,
    `
    visualizations.charting.axisTitleX.visibility visualizations.charting.axisTitleY.visibility
    visualizations.charting.axisTitleY2.visibility`,
  ],
  [
    "must be either 'linear' or 'log'",
    /^(?:linear|log)$/,
    `visualizations.charting.axisX.scale visualizations.charting.axisY.scale page.search.timeline.scale`,
  ],
  [
    "must be either 'none' or 'auto'",
    /^(?:none|auto)$/,
    `
    visualizations.charting.axisX.abbreviation visualizations.charting.axisY.abbreviation
    visualizations.charting.axisY2.abbreviation`,
  ],
  [
    "must be either 'inner', 'outer', 'full', or 'none'",
    /^(?:inner|outer|full|none)$/,
    `events.raw.drilldown events.list.drilldown`,
  ],
  [
    "must be either 'events', 'statistics', 'visualizations'",
    /^(?:events|statistics|visualizations)$/,
    `general.type`,
  ],
  ["must be either 'raw', 'list', or 'table'", /^(?:raw|list|table)$/, `events.type`],
  [
    "must be either 'none', 'heatmap', or 'highlow'",
    /^(?:none|heatmap|highlow)$/,
    `statistics.overlay`,
  ],
  ["must be either 'row', 'cell', or 'none'", /^(?:row|cell|none)$/, `statistics.drilldown`],
  [
    "must be either 'small', 'medium', or 'large'",
    /^(?:small|medium|large)$/,
    `visualizations.trellis.size`,
  ],
  [
    "must be either 'charting', 'singlevalue', 'mapping' or 'custom'",
    /^(?:charting|singlevalue|mapping|custom)$/,
    `visualizations.type`,
  ],
  [
    "must be either 'line', 'area', 'column', 'bar', 'pie', 'scatter', 'bubble', 'radialGauge', 'fillerGauge', or 'markerGauge'",
    /^(?:line|area|column|bar|pie|scatter|bubble|radialGauge|fillerGauge|markerGauge)$/,
    `visualizations.charting.chart`,
  ],
  [
    "must be either 'default', 'stacked', or 'stacked100'",
    /^(?:default|stacked|stacked100)$/,
    `visualizations.charting.chart.stackMode`,
  ],
  [
    "must be either 'gaps', 'zero', or 'connect'",
    /^(?:gaps|zero|connect)$/,
    `visualizations.charting.chart.nullValueMode`,
  ],
  [
    "must be either 'minimal' or 'shiny'",
    /^(?:minimal|shiny)$/,
    `visualizations.charting.chart.style`,
  ],
  [
    "must be 'seriesCompare' or 'standard'",
    /^(?:standard|seriesCompare)$/,
    `visualizations.charting.legend.mode`,
  ],
  [
    "must be either 'right', 'bottom', 'top', 'left', or 'none'",
    /^(?:right|bottom|top|left|none)$/,
    `visualizations.charting.legend.placement`,
  ],
  [
    "must be either 'ellipsisEnd', 'ellipsisMiddle', or 'ellipsisStart'",
    /^(?:ellipsisEnd|ellipsisMiddle|ellipsisStart)$/,
    `visualizations.charting.legend.labelStyle.overflowMode`,
  ],
  [
    "must be either 'linear' or 'log' or 'inherit'",
    /^(?:linear|log|inherit)$/,
    `visualizations.charting.axisY2.scale`,
  ],
  [
    "must be either 'ellipsisMiddle' or 'ellipsisNone'",
    /^(?:ellipsisMiddle|ellipsisNone)$/,
    `visualizations.charting.axisLabelsX.majorLabelStyle.overflowMode`,
  ],
  [
    "must be either '-90', '-45', '0', '45', or '90'",
    /^(?:-90|-45|0|45|90)$/,
    `visualizations.charting.axisLabelsX.majorLabelStyle.rotation`,
  ],
  [
    "must be either 'area' or 'diameter'",
    /^(?:area|diameter)$/,
    `visualizations.charting.chart.bubbleSizeBy`,
  ],
  [
    "must be either 'all', 'none' or 'minmax'",
    /^(?:all|none|minmax)$/,
    `visualizations.charting.chart.showDataLabels`,
  ],
  [
    "must be either 'before' or after'",
    /^(?:before|after)$/,
    `visualizations.singlevalue.unitPosition`,
  ],
  ["must be either 'block' or 'none'", /^(?:block|none)$/, `visualizations.singlevalue.colorMode`],
  [
    "must be either 'standard' or 'inverse'",
    /^(?:standard|inverse)$/,
    `visualizations.singlevalue.trendColorInterpretation`,
  ],
  [
    "must be either 'percent' or 'absolute'",
    /^(?:percent|absolute)$/,
    `visualizations.singlevalue.trendDisplayMode`,
  ],
  ["must be either 'value' or 'trend'", /^(?:value|trend)$/, `visualizations.singlevalue.colorBy`],
  [
    "must be either '0', '0.0', '0.00', '0.000', or '0.0000'",
    /^(?:0|0\.0|0\.00|0\.000|0\.0000)$/,
    `visualizations.singlevalue.numberPrecision`,
  ],
  [
    "must be either 'marker' or 'choropleth'",
    /^(?:marker|choropleth)$/,
    `visualizations.mapping.type`,
  ],
  [
    "must be either 'auto', 'sequential', 'divergent' or 'categorical'",
    /^(?:auto|sequential|divergent|categorical)$/,
    `visualizations.mapping.choroplethLayer.colorMode`,
  ],
  [
    "must be either 'bottomright' or 'none'",
    /^(?:bottomright|none)$/,
    `visualizations.mapping.legend.placement`,
  ],
  ["must be either 'fast', 'smart', or 'verbose'", /^(?:fast|smart|verbose)$/, `page.search.mode`],
  [
    "must be either 'events', 'statistics', 'visualizations' or 'patterns'",
    /^(?:events|statistics|visualizations|patterns)$/,
    `page.search.tab`,
  ],
  [
    "must be either 'hidden', 'compact', or 'full'",
    /^(?:hidden|compact|full)$/,
    `page.search.timeline.format`,
  ],
];

export const DISPLAY_CHECKS: readonly DisplayCheck[] = RULES.map(([wish, pattern, names]) => ({
  wish,
  pattern,
  names: names.trim().split(/\s+/),
}));
