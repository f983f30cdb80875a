import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Figures that take long are kept as they were worked out; sums over what is open come from indexes."""

    dependencies = [
        ('ledger', '0007_people_views_and_long_work'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=30)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('on', models.DateField()),
                ('sequence', models.BigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('milliseconds', models.PositiveIntegerField()),
                ('content', models.JSONField()),
            ],
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['creditor', 'left_on'], name='notice_by_day'),
        ),
        migrations.AddIndex(
            model_name='receivable',
            index=models.Index(condition=models.Q(('open_cents__gt', 0)), fields=['creditor', 'customer', 'currency', 'due_on', 'open_cents'], name='receivable_sums_by_cust'),
        ),
        migrations.AddIndex(
            model_name='receivable',
            index=models.Index(condition=models.Q(('open_cents__gt', 0)), fields=['creditor', 'due_on', 'currency', 'open_cents', 'customer'], name='receivable_sums_by_due'),
        ),
        migrations.AddIndex(
            model_name='receivable',
            index=models.Index(condition=models.Q(('open_cents__gt', 0)), fields=['creditor', 'reason', 'currency', 'open_cents'], name='receivable_sums_by_reason'),
        ),
        migrations.AddIndex(
            model_name='stepdone',
            index=models.Index(fields=['creditor', 'on'], name='step_done_by_day'),
        ),
        migrations.AddField(
            model_name='keptanswer',
            name='creditor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_answers', to='ledger.creditor'),
        ),
        migrations.AddConstraint(
            model_name='keptanswer',
            constraint=models.UniqueConstraint(fields=('creditor', 'name', 'key'), name='answer_kept_once'),
        ),
    ]
