"""The words of the field as frozen data: frameworks, submissions, dossiers, assessments."""
