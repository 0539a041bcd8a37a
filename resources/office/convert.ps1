# Saves one old document anew through an office program of its own, hidden, which is closed after.
#
# Exit status: 0 made, 2 the program would not, 3 it answered from an instance that the person has open:
# nothing was opened in it then, and it is left as it was. -Note is a file that takes the numbers of the
# processes that were started here, for whoever ends them when this takes too long.
param(
    [Parameter(Mandatory)] [string] $Program,
    [Parameter(Mandatory)] [ValidateSet('text', 'book')] [string] $Sort,
    [Parameter(Mandatory)] [string] $Source,
    [Parameter(Mandatory)] [string] $Target,
    [Parameter(Mandatory)] [string] $Note
)
$ErrorActionPreference = 'Stop'
$names = if ($Sort -eq 'text') { 'WINWORD', 'wps' } else { 'EXCEL', 'et', 'wps' }
$before = @(Get-Process -Name $names -ErrorAction SilentlyContinue | ForEach-Object { $_.Id })
$app = $null
$document = $null
$own = @()
$made = 2
try {
    $app = New-Object -ComObject $Program
    $own = @(Get-Process -Name $names -ErrorAction SilentlyContinue |
        Where-Object { $before -notcontains $_.Id } | ForEach-Object { $_.Id })
    if ($own.Count -eq 0) {
        $made = 3
    }
    else {
        Set-Content -LiteralPath $Note -Value ($own -join ' ') -Encoding ASCII
        $app.Visible = $false
        $app.DisplayAlerts = if ($Sort -eq 'text') { 0 } else { $false }
        try { $app.AutomationSecurity = 3 } catch { }  # no macro runs; WPS may not know the word
        # A password that no document has: one that is locked is refused instead of asked for.
        if ($Sort -eq 'text') {
            try { $app.Options.UpdateLinksAtOpen = $false } catch { }
            $document = $app.Documents.Open($Source, $false, $true, $false, 'smdesk')
            $document.SaveAs($Target, 12)
        }
        else {
            try { $app.AskToUpdateLinks = $false; $app.EnableEvents = $false } catch { }
            $document = $app.Workbooks.Open($Source, 0, $true, 5, 'smdesk')
            $document.SaveAs($Target, 51)
        }
        $made = 0
    }
}
catch { }
finally {
    if ($document) { try { $document.Close($false) } catch { } }
    if ($app -and $own.Count -gt 0) { try { $app.Quit() } catch { } }
    foreach ($one in $document, $app) {
        if ($one) { [void] [Runtime.InteropServices.Marshal]::ReleaseComObject($one) }
    }
}
exit $made
